"""What members type: cleaned before it is stored, rendered once when it is approved.

The renderer knows paragraphs, emphasis, quotes and lists: no HTML, no images, no links.
bleach stands behind it as a second wall; `|safe` is for its output only.
"""

from __future__ import annotations

import re
import unicodedata

import bleach
from markdown_it import MarkdownIt

_TAGS = frozenset({"p", "br", "em", "strong", "blockquote", "ul", "ol", "li"})
_MOST_MARKS = 4  # combining marks on one letter; Vietnamese needs two
# Controls, bidirectional overrides, zero-width spaces, private use. Joiners stay: emoji need them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

_markdown = MarkdownIt("zero", {"html": False, "breaks": True, "linkify": False}).enable(
    ["blockquote", "list", "emphasis", "newline", "escape"]
)


def clean(text: str) -> str:
    """Composed (NFC) text without characters that hide, reorder or break things; at most four marks a letter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _HARMFUL.sub("", text))
    return _thin(text)


def clean_line(text: str) -> str:
    """Like `clean`, on one line with single spaces and no space at the ends."""
    return " ".join(clean(text).split())


def render(text: str) -> str:
    """Safe HTML of approved text."""
    return bleach.clean(_markdown.render(text), tags=_TAGS, attributes={}, strip=True).strip()


def _thin(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
