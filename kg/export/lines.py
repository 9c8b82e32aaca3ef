"""Claims as JSON lines, self-contained: the ends by name and class besides their ids."""

from __future__ import annotations

from kg.folder import GraphFolder
from kg.records import line, to_row


def claims(folder: GraphFolder) -> str:
    """The lines of ``claims.jsonl``, and ``subjectName``, ``subjectType``, ``objectName``, ``objectType``."""
    entities = {entity.id: entity for entity in folder.entities}
    rows = []
    for claim in folder.claims:
        row = to_row(claim)
        for end in ("subject", "object"):
            row[f"{end}Name"], row[f"{end}Type"] = entities[row[end]].name, entities[row[end]].type
        rows.append(line(row))
    return "".join(rows)
