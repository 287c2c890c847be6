"""Letters go back into a text, or come out of it, by a guide's hand.

What waits for its seconds to pass holds places and sealed bytes, never letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.kernel import sealing
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from moderation.cases.means import Means
from moderation.cases.model import Asked, Case, Mask, Place

LEAST, MOST = 2, 200  # letters of one piece: a single one would tear every word


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Where one cut-out goes back to, in the text that shall be."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One piece that came out, sealed to the desk."""

    part: str
    kind: str
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text as it shall be, but for the letters that go back; `before` is the old one without what came out."""

    title: str | None
    body: str
    before: str
    holes: tuple[Hole, ...] = ()
    cuts: tuple[Cut, ...] = ()

    def data(self) -> dict[str, Any]:
        """What is kept while it waits."""
        return {
            "before": self.before,
            "holes": [[h.place.part, h.place.ordinal, h.start, h.end] for h in self.holes],
            "cuts": [[c.part, c.kind, c.sealed.hex()] for c in self.cuts],
        }


def kept(title: str | None, body: str, data: Mapping[str, Any]) -> Mended:
    """What `Mended.data` kept, with the text beside it."""
    return Mended(
        title=title,
        body=body,
        before=data["before"],
        holes=tuple(
            Hole(place=Place(part=part, ordinal=number), start=start, end=end)
            for part, number, start, end in data["holes"]
        ),
        cuts=tuple(Cut(part=part, kind=kind, sealed=bytes.fromhex(sealed)) for part, kind, sealed in data["cuts"]),
    )


def piece(cut: Cut) -> Mask:
    """The wish behind a cut; its letters are sealed and stay so."""
    return Mask(letters="", kind=cut.kind)


def mend(case: Case, asked: Asked, spans: Mapping[Place, tuple[int, int]], means: Means) -> Mended:
    """The text of an edit. `spans` says where each placeholder stands in the case's text.

    Raises Invalid for a piece that stands nowhere, Conflict for a place that is no more.
    """
    old = {"title": case.title, "body": case.body}
    new = {"title": (asked.title or case.title) if case.is_opening else None, "body": asked.body or case.body}
    for number, mask in enumerate(asked.masks, start=1):
        _check(mask, number, new, means)
    holes: list[Hole] = []
    cuts: list[Cut] = []
    for part, text in new.items():
        if text is None:
            continue
        wanted = [place for place in asked.restores if place.part == part]
        found = _holes(old[part] or "", text, wanted, spans)
        new[part], moved, out = _cut(part, text, holes=found, masks=asked.masks, means=means)
        holes += moved
        cuts += out
    before = [
        _cut(part, text, holes=(), masks=asked.masks, means=means)[0] for part, text in old.items() if text is not None
    ]
    return Mended(
        title=new["title"], body=new["body"] or "", before="\n\n".join(before), holes=tuple(holes), cuts=tuple(cuts)
    )


def filled(text: str | None, part: str, mended: Mended, letters: Mapping[Place, str]) -> str | None:
    """The text with its letters back in their places."""
    for hole in sorted(mended.holes, key=lambda one: one.start, reverse=True):
        if text is not None and hole.place.part == part:
            text = text[: hole.start] + letters[hole.place] + text[hole.end :]
    return text


def _check(mask: Mask, number: int, texts: Mapping[str, str | None], means: Means) -> None:
    if mask.kind not in means.placeholders or not LEAST <= len(mask.letters) <= MOST:
        raise Invalid(N_("Please name two letters or more, and what they are."), field=f"mask_{number}")
    if not any(text and _pattern(mask).search(text) for text in texts.values()):
        raise Invalid(N_("These words are not in the text."), field=f"mask_{number}")


def _holes(
    old: str, new: str, wanted: Sequence[Place], spans: Mapping[Place, tuple[int, int]]
) -> tuple[tuple[Place, int, int], ...]:
    """The same placeholders in the text that shall be, counted from its beginning."""
    found = []
    for place in wanted:
        if place not in spans:
            raise Conflict(N_("What was taken out can no longer be put back here."))
        start, end = spans[place]
        word = old[start:end]
        at = [one.start() for one in re.finditer(re.escape(word), new)]
        if len(at) != old.count(word):
            raise Invalid(N_("Leave the placeholders as they are, so that the words find their place."), field="body")
        left = at[old.count(word, 0, start)]
        found.append((place, left, left + len(word)))
    return tuple(found)


def _cut(
    part: str, text: str, *, holes: Sequence[tuple[Place, int, int]], masks: Sequence[Mask], means: Means
) -> tuple[str, list[Hole], list[Cut]]:
    """The text with each piece replaced, where its holes are now, and what came out."""
    pieces = sorted(
        [*_pieces(text, holes, masks, means), *((start, end, place) for place, start, end in holes)], key=_start
    )
    out, moved, cuts, at, length = [], [], [], 0, 0
    for start, end, what in pieces:
        word = text[start:end] if isinstance(what, Place) else means.placeholders[what]
        out += [text[at:start], word]
        length += start - at + len(word)
        if isinstance(what, Place):
            moved.append(Hole(place=what, start=length - len(word), end=length))
        else:
            cuts.append(Cut(part=part, kind=what, sealed=_sealed(text[start:end], means)))
        at = end
    return "".join([*out, text[at:]]), moved, cuts


def _start(piece: tuple[int, int, Place | str]) -> int:
    return piece[0]


def _pieces(
    text: str, holes: Sequence[tuple[Place, int, int]], masks: Sequence[Mask], means: Means
) -> Iterator[tuple[int, int, Place | str]]:
    words = "|".join(re.escape(word) for word in means.placeholders.values())
    taken = [(start, end) for _, start, end in holes]
    taken += [match.span() for match in re.finditer(words, text)] if words else []
    for mask in sorted(masks, key=lambda one: len(one.letters), reverse=True):
        for match in _pattern(mask).finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield match.start(), match.end(), mask.kind


def _pattern(mask: Mask) -> re.Pattern[str]:
    # Whole words: "Ann" is not taken out of an anniversary.
    return re.compile(rf"(?<!\w){re.escape(mask.letters)}(?!\w)", re.IGNORECASE)


def _sealed(letters: str, means: Means) -> bytes:
    return sealing.seal(sealing.public_of(means.desk_key), json.dumps({"v": 1, "text": letters}).encode())
