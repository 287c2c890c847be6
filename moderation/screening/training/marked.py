"""The texts the model of names learns from: marked ones, calm ones without details, public corpora."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..details.gazetteer import load_gazetteer
from ..detectors import DETAILS
from ..model import Redaction
from ..screener import read
from ..text.folding import fold

TEXTS: Final = Path(__file__).parent / "texts"
LABELS: Final = ("PERSON", "LOCATION", "ORG_UNIT")
UNTOLD: Final = "?"  # may or may not be a detail
_MARK: Final = re.compile(r"\[\[([A-Z_]+)\|(.*?)\]\]", re.DOTALL)
# What the public corpora call things; every other tag of theirs is no detail.
_PUBLIC: Final = {
    "person": "PERSON", "PER": "PERSON", "location": "LOCATION", "LOC": "LOCATION", "ORG": UNTOLD,
    "corporation": UNTOLD, "group": UNTOLD,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text in pieces: plain ones have an empty kind. `own` ones may have their names exchanged."""

    pieces: tuple[tuple[str, str], ...]
    own: bool = True

    def text(self) -> str:
        """The pieces joined."""
        return "".join(letters for letters, _ in self.pieces)

    def spans(self) -> list[tuple[int, int, str]]:
        """Where the marked pieces stand."""
        found, at = [], 0
        for letters, kind in self.pieces:
            if kind:
                found.append((at, at + len(letters), kind))
            at += len(letters)
        return found


def marked(line: str) -> Marked:
    """Read "met [[PERSON|Kayla]] today"."""
    pieces, at = [], 0
    for found in _MARK.finditer(line):
        pieces += [(line[at : found.start()], ""), (found.group(2), found.group(1))]
        at = found.end()
    return Marked(pieces=(*pieces, (line[at:], "")))


def own_texts(lang: str) -> list[Marked]:
    """The marked texts of a language."""
    return [marked(text) for text in _texts(f"entities_{lang}")]


def calm_texts(lang: str) -> list[Marked]:
    """Texts without any detail: the others may hold a stray name, so what the rules object to is left out."""
    found = []
    for path in sorted(TEXTS.glob(f"risk_{lang}_*.jsonl")):
        for text in _texts(path.stem):
            plain = re.sub("[⟦⟧]", "", text)
            if path.stem.endswith("_calm") or not _holds_details(lang, plain):
                found.append(Marked(pieces=((plain, ""),)))
    return found


def public_texts(folder: Path) -> list[Marked]:
    """Every text of the `.conll` files of a folder: a token, a tab and its BIO tag a line."""
    found = []
    for path in sorted(folder.glob("*.conll")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            tokens = [(line.split("\t")[0], line.split("\t")[-1]) for line in block.splitlines() if "\t" in line]
            if tokens:
                found.append(Marked(pieces=tuple(_pieces(tokens)), own=False))
    return found


def _pieces(tokens: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    kept = load_gazetteer().kept_places
    at = 0
    while at < len(tokens):
        tag = tokens[at][1]
        stop = at + 1
        while tag.startswith("B-") and stop < len(tokens) and tokens[stop][1].startswith("I-"):
            stop += 1
        letters = " ".join(one for one, _ in tokens[at:stop])
        kind = _PUBLIC.get(tag[2:], "") if tag != "O" else ""
        # Countries and provinces are nobody's detail here.
        if kind == "LOCATION" and tuple(fold(letters).text.split()) in kept.get(fold(letters).text.split()[0], ()):
            kind = ""
        yield letters, kind
        yield " ", ""
        at = stop


def _texts(name: str) -> list[str]:
    lines = (TEXTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["text"]) for line in lines]


def _holds_details(lang: str, text: str) -> bool:
    reading = read(lang, text)
    return any(isinstance(one, Redaction) for rule in DETAILS for one in rule.run(reading))
