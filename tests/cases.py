"""Invented paragraphs on the whole road; their outcome is written so that tables of cases read aloud."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.extract import extract
from kg.lexicon import load_lexicon
from kg.model import Reading, Statement
from kg.ontology import load
from kg.read import read
from kg.recognise import recognise
from kg.resolve import Read, Resolution, resolve
from kg.segment import segment


def read_text(text: str, name: str = "bulletin.txt") -> Read:
    """A document of this text with what is read in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text.strip() + "\n", encoding="utf-8")
        document = read(path, name=name)
    lexicon = load_lexicon()
    readings = recognise(document, segment(document), lexicon)
    found = (statement for reading in readings for statement in extract(document, reading, lexicon))
    return Read(document, readings, tuple(found))


def resolve_texts(*texts: str) -> Resolution:
    """The entities and claims of several documents, in the order given."""
    reads = [read_text(text, f"{text[:8]}.txt") for text in texts]
    return resolve(reads, load_lexicon(), symmetric=load().symmetric)


def drawn(reading: Reading, sentence: int) -> str:
    """The sentence, mentions and posts drawn in it: 〔我会|Association=…〕〔会长|post〕〔莫某|Person〕."""
    text = reading.article.sentences[sentence].text
    spans = [
        (m.start, m.end, m.type if m.name == m.text else f"{m.type}={m.name}")
        for m in reading.mentions
        if m.sentence == sentence
    ]
    places = {at for start, end, _ in spans for at in range(start, end)}
    for title in reading.titles:
        if title.sentence == sentence and not places & set(range(title.start, title.end)):
            spans.append((title.start, title.end, f"post of {title.body}" if title.body else "post"))
    marks: dict[int, str] = {}
    for _, end, label in sorted(spans, key=lambda span: (span[1], -span[0])):
        marks[end] = marks.get(end, "") + f"|{label}〕"
    for start, _, _ in spans:
        marks[start] = marks.get(start, "") + "〔"
    return "".join(marks.get(at, "") + text[at : at + 1] for at in range(len(text) + 1))


def told(statement: Statement) -> str:
    """A statement as a line: 莫维舟 holdsPosition 江苏省染织联合会 role=会长."""
    said = [f"role={role}" for role in statement.role]
    for name in ("kind", "grade", "count", "date"):
        if getattr(statement, name) is not None:
            said.append(f"{name}={getattr(statement, name)}")
    if statement.modality != "asserted":
        said.append(statement.modality)
    if statement.former:
        said.append("former")
    return " ".join([statement.subject.name, statement.predicate, statement.object.name, *said])
