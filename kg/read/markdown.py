"""Markdown's signs inside lines, which are no part of the wording; headings, lists and tables keep theirs."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def unmarked(text: str) -> str:
    r"""The text without comments, pictures, targets of links and signs of emphasis.

    >>> unmarked("## 要闻\n**淮州机协**与[苇荡大学](http://example.org)签约。![合影](a.png)")
    '## 要闻\n淮州机协与苇荡大学签约。'
    """
    text = _IMAGE.sub("", _COMMENT.sub("", text))
    return _STRONG.sub(r"\2", _LINK.sub(r"\1", text))
