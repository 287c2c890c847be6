"""What the pages of the lab show: codes have become words (message ids)."""

from __future__ import annotations

from dataclasses import dataclass

from moderation.desk.lab import words
from moderation.lab.model import Figures, Finding
from moderation.screening import Verdict
from moderation.screening.danger.lexicon import Row
from moderation.screening.explain import DetailReason, Reason, detail_reason, failures, reason
from moderation.screening.lines import Line
from moderation.screening.wording import CATEGORY_WORDS, RULE_WORDS, STEP_WORDS, URGENCY_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseLine:
    """One phrase of a list."""

    id: str
    phrase: str
    category: str
    level: str
    status: str
    href: str
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseCard:
    """One phrase with everything its row says."""

    row: Row
    category: str
    level: str
    status: str
    step: str
    match: str
    rules: tuple[str, ...]
    twin_href: str  # empty where `twin` is a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """Something a check found: about which phrase, and what."""

    phrase_id: str
    words: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One signal, explained, with the words of the text that it rests on."""

    letters: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one version says of a text."""

    name: str  # message id
    level: str
    heard: tuple[Heard, ...]
    details: tuple[DetailReason, ...]
    failures: tuple[Line, ...]


def card(row: Row, community: str) -> PhraseCard:
    """A row in words."""
    return PhraseCard(
        row=row,
        category=CATEGORY_WORDS[row.category],
        level=URGENCY_WORDS[row.urgency],
        status=words.STATUSES.get(row.status, row.status),
        step=STEP_WORDS.get(row.cssrs, ""),
        match=words.MATCHES[row.match],
        rules=tuple(RULE_WORDS[rule] for rule in row.rules),
        twin_href="" if " " in row.twin else f"/{community}/lab/phrases/{row.twin}",
    )


def line(row: Row, status: str, figures: Figures, community: str) -> PhraseLine:
    """A row of a list."""
    return PhraseLine(
        id=row.id,
        phrase=row.phrase,
        category=CATEGORY_WORDS[row.category],
        level=URGENCY_WORDS[row.urgency],
        status=words.STATUSES.get(status, status),
        href=f"/{community}/lab/phrases/{row.id}",
        figures=figures,
    )


def findings(found: tuple[Finding, ...] | list[Finding]) -> tuple[FindingLine, ...]:
    """What a check found, in words."""
    table = {**words.PROBLEMS, **words.LOSSES}
    return tuple(FindingLine(phrase_id=one.phrase_id, words=table[one.code], number=one.number) for one in found)


def side(name: str, text: str, verdict: Verdict) -> Side:
    """A verdict in words."""
    return Side(
        name=name,
        level=URGENCY_WORDS[verdict.urgency],
        heard=tuple(Heard(letters=text[s.start : s.end], reason=reason(s)) for s in verdict.signals),
        details=tuple(map(detail_reason, verdict.redactions)),
        failures=failures(verdict.failed),
    )
