"""One version of a post under the screening library: what is stored of it, in spans of the masked text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from moderation.cases.weighing import Findings
from moderation.screening import PostVerdict, Screener, Signal, Urgency, Verdict
from moderation.screening.text.tokens import words_of

# What the database holds of a masked text; only a hostile text grows beyond it.
LONGEST_TITLE = 300
LONGEST_BODY = 40_000

Entry = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutout:
    """One detail taken out: where, the how-manieth placeholder there, and its letters."""

    place: str
    ordinal: int
    kind: str
    letters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Everything that is stored of one screened version."""

    title: str | None
    body: str
    urgency: str
    categories: tuple[str, ...] = ()
    signals: tuple[Entry, ...] = ()
    redactions: tuple[Entry, ...] = ()
    cutouts: tuple[Cutout, ...] = ()
    lexicon: str = ""
    failed: str | None = None
    cssrs: str = ""
    score: float = 0.0
    findings: Findings = field(default_factory=Findings)

    def record(self) -> Entry:
        """The verdict's row."""
        return {
            "urgency": self.urgency,
            "categories": list(self.categories),
            "signals": list(self.signals),
            "redactions": list(self.redactions),
            "lexicon": self.lexicon,
            "failed": self.failed and self.failed[:80],
            "cssrs": self.cssrs,
            "score": self.score,
        }


def examine(screener: Screener, title: str | None, body: str) -> Examined:
    """What screening found. Whatever breaks comes back as a failure with the text whole: a guide must read it."""
    try:
        verdict = screener.screen_post(title or "", body)
        if verdict.failed is not None and ": time" in verdict.failed:
            # Expressions are timed on the wall, so it may be a busy machine: a second look spares its author the wait.
            verdict = screener.screen_post(title or "", body)
    except Exception as broken:  # noqa: BLE001 - the library failing in any way means held, never released
        return unread(title, body, because=type(broken).__name__)
    if len(verdict.title.masked) > LONGEST_TITLE or len(verdict.body.masked) > LONGEST_BODY:
        return unread(title, body, because="too_long")
    return _examined(verdict, has_title=title is not None)


def unread(title: str | None, body: str, *, because: str) -> Examined:
    """A text that nothing has judged: whole, at least worth a look, and failed."""
    return Examined(
        title=title,
        body=body,
        urgency=Urgency.REVIEW.value,
        failed=because,
        score=float(Urgency.REVIEW.rank),
        findings=Findings(urgency=Urgency.REVIEW.value, has_failed=True),
    )


def _examined(verdict: PostVerdict, *, has_title: bool) -> Examined:
    parts = {"title": verdict.title, "body": verdict.body} if has_title else {"body": verdict.body}
    redactions = [r for part in parts.values() for r in part.redactions]
    return Examined(
        title=verdict.title.masked if has_title else None,
        body=verdict.body.masked,
        urgency=verdict.urgency.value,
        categories=verdict.categories,
        signals=tuple(entry for place, part in parts.items() for entry in _signals(place, part)),
        redactions=tuple(entry for place, part in parts.items() for entry in _redactions(place, part)),
        cutouts=tuple(
            Cutout(place=place, ordinal=ordinal, kind=kind.value, letters=letters)
            for place, part in parts.items()
            for ordinal, (kind, letters) in enumerate(part.cutouts)
        ),
        lexicon=verdict.version,
        failed=verdict.failed,
        cssrs=verdict.cssrs,
        score=verdict.score,
        findings=Findings(
            urgency=verdict.urgency.value,
            signals=frozenset((s.category, s.urgency.value) for s in verdict.signals),
            has_sure_detail=any(r.sure for r in redactions),
            has_doubtful_detail=any(not r.sure for r in redactions),
            has_failed=verdict.failed is not None,
        ),
    )


def _signals(place: str, part: Verdict) -> Iterator[Entry]:
    hidden = _hidden(part)
    for signal in part.signals:
        start, end = _in_masked(part, signal.start, signal.end)
        told = replace(signal, start=start, end=end, features=_without(hidden, signal)).as_data()
        yield {"part": place, **told}


def _hidden(part: Verdict) -> set[str]:
    return {word for _, letters in part.cutouts for word in words_of(letters)}


def _without(hidden: set[str], signal: Signal) -> tuple[str, ...]:
    """The features that say nothing of what was taken out: a model may have weighed a word under a placeholder."""
    return tuple(name for name in signal.features if not any(_tells(name, word) for word in hidden))


def _tells(feature: str, word: str) -> bool:
    kind, _, rest = feature.partition(" ")
    if kind == "letters":
        return rest in f" {word} "
    return kind in ("word", "pair") and word in rest.split()


def _redactions(place: str, part: Verdict) -> Iterator[Entry]:
    ordinal = 0
    for one in part.redactions:
        start, end = _in_masked(part, one.start, one.end)
        yield {
            "part": place,
            "start": start,
            "end": end,
            "kind": one.kind.value,
            "sure": one.sure,
            "rule": one.rule,
            "ordinal": ordinal if one.sure else None,
        }
        ordinal += one.sure


def _in_masked(part: Verdict, start: int, end: int) -> tuple[int, int]:
    """A span of the typed text, in the masked text; letters under a placeholder become the whole placeholder."""
    moved = grown = 0
    first = last = None
    for one, (left, right, _) in zip((r for r in part.redactions if r.sure), part.spans_in_masked, strict=True):
        if one.start <= start < one.end:
            first = left
        if one.start < end <= one.end:
            last = right
        moved += (right - left) - (one.end - one.start) if one.end <= start else 0
        grown += (right - left) - (one.end - one.start) if one.end <= end else 0
    return (start + moved if first is None else first), (end + grown if last is None else last)
