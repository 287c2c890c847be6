"""French nicknames: Ti-Guy, ti-ken, P'tit Louis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Pattern, word_set
from ..vocabulary import is_ordinary

_TI: Final = Pattern(r"(?<![\w'-])(?:ti-|p'tite?[\s-])(?P<name>[a-z]{2,20}(?:-[a-z]{2,20})?)(?![\w'])")
# « ti-gars », « ti-boutte »: people and things of every day.
_COMMON: Final = word_set(
    "gars cul boss peu bout boutte pas coup train minou chien chat bonhomme mousse pit pain poulet vite mec gros"
)


def nicknames(reading: Reading) -> Iterator[Redaction]:
    """A « ti » before a name; with a small letter only before a word that is no everyday one."""
    text = reading.open_text
    if "ti-" not in text and "p'ti" not in text:
        return
    for found in _TI.find(text):
        name = found.group("name")
        start = found.span("name")[0]
        capital = reading.folded.typed(start, start + 1).isupper()
        if name not in _COMMON and (capital or (text[start - 1] == "-" and not is_ordinary(name))):
            yield redaction(reading, found.span(), Kind.PERSON, rule="nickname")
