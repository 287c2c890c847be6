"""Comparisons of readings as sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.kernel.i18n import N_, day
from moderation.desk import words
from moderation.desk.quality.numbers import Asked
from moderation.desk.quality.sheets import Sheet
from moderation.desk.quality.wording import KINDS, WOULD
from moderation.quality.agreement import Comparison
from moderation.quality.model import Agreement, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One comparison: its title, what it says, what its rows are, and their words."""

    title: str
    lede: str
    heading: str
    rows: Callable[[Comparison], Sequence[Agreement]]
    names: Mapping[str, str]


SUBJECTS: Mapping[str, Subject] = {
    "urgency": Subject(
        title=N_("Urgency"),
        lede=N_("The level that screening found, and the level that a second reader gave without knowing it."),
        heading=N_("Texts"),
        rows=lambda compared: compared.urgency,
        names=KINDS,
    ),
    "categories": Subject(
        title=N_("Categories"),
        lede=N_("Counted are the texts in which one of the two, or both, saw the category."),
        heading=N_("Category"),
        rows=lambda compared: compared.categories,
        names=words.CATEGORIES,
    ),
    "phrases": Subject(
        title=N_("Phrases"),
        lede=N_("Counted are the texts in which the phrase was found; agreed means that the reader saw its category."),
        heading=N_("Phrase"),
        rows=lambda compared: compared.phrases,
        names={},
    ),
    "decisions": Subject(
        title=N_("Decisions"),
        lede=N_("What was decided, and what a second reader would have done without knowing it."),
        heading=N_("Decision"),
        rows=lambda compared: compared.decisions,
        names={**WOULD, "both": KINDS["both"]},
    ),
}


def sheet(code: str, compared: Comparison, asked: Asked) -> Sheet:
    """One comparison of one community."""
    subject = SUBJECTS[code]
    columns = (subject.heading, N_("Texts read twice"), N_("Agreed (of 100)"), N_("Kappa"))
    rows = [_row(one, subject, asked) for one in subject.rows(compared)]
    return asked.sheet(subject.title, columns, rows)


def _row(one: Agreement, subject: Subject, asked: Asked) -> tuple[object, ...]:
    raw = None if one.raw is None else round(100 * one.raw)
    kappa = None if one.kappa is None else round(one.kappa, 2)
    return asked.say(subject.names.get(one.name, one.name)), one.count, raw, kappa


def remarks(found: Sequence[Remark], asked: Asked) -> Sheet:
    """What second readers wrote."""
    rows = [
        (day(one.at, asked.lang), asked.say(KINDS[one.kind]), ", ".join(one.phrases) or "–", one.words) for one in found
    ]
    return asked.sheet(N_("Remarks"), (N_("Day"), N_("Texts"), N_("Phrases"), N_("Remark")), rows)
