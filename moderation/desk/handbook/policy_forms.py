"""The forms in which a lead changes the policy: one row, the clocks, or an earlier version again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import cast

from app.http.forms import Form, Text
from app.kernel.i18n import N_, translate
from moderation.cases.guarding import FINDING_LANES, MOST_WHY
from moderation.cases.model import LANES, Lane
from moderation.cases.policy import Policy, Row, Treatment
from moderation.desk import words as desk_words
from moderation.desk.handbook import words
from moderation.handbook.policy_versions import MOST_NOTE

_CHOSEN_NOTICES = ("", "held_rule", "held_danger")
_NUMBER = r"\d{1,5}"


class NoteForm(Form):
    """Why, and which version the lead looked at."""

    note = Text(
        N_("Why you change it"),
        kind="textarea",
        hint=N_("For colleagues, and for whoever asks in a year. No text and no name of a member."),
        most=MOST_NOTE,
        missing=N_("Please say in a few words why."),
    )
    seen = Text("", kind="hidden", most=9, pattern=r"\d{1,9}")


class RowForm(NoteForm):
    """One row of the table. Empty cells are those that nobody can change."""

    settled = Text(words.CELLS["settled"], kind="radio", is_required=False, choices=tuple(words.TREATMENTS.items()))
    newcomer = Text(words.CELLS["newcomer"], kind="radio", is_required=False, choices=tuple(words.TREATMENTS.items()))
    lane = Text(
        words.CELLS["lane"],
        kind="select",
        is_required=False,
        choices=tuple((lane.value, desk_words.LANES[lane]) for lane in FINDING_LANES),
    )
    notice = Text(
        words.CELLS["notice"],
        kind="select",
        is_required=False,
        choices=tuple((code, words.NOTICES[code]) for code in _CHOSEN_NOTICES),
    )
    reason = Text(
        words.CELLS["reason"],
        kind="select",
        is_required=False,
        choices=(("", N_("None")), *desk_words.REASONS.items()),
    )
    why = Text(words.CELLS["why"], kind="textarea", least=20, most=MOST_WHY)


class ClocksForm(NoteForm):
    """Minutes for each lane, and hours until a thread without a reply becomes a case."""

    unanswered_after = Text(
        N_("Hours until a thread without a reply becomes a case"),
        hint=N_("Leave it empty, and no thread becomes one."),
        is_required=False,
        most=3,
        pattern=r"\d{1,3}",
        inputmode="numeric",
        wrong=N_("Please choose from 1 hour to 7 days (168 hours)."),
    )

    @property
    def lanes(self) -> list[str]:
        """The names of the fields that are clocks, the most urgent lane first."""
        return [lane.value for lane in LANES]


def _add_clocks(form: type[Form]) -> None:
    for lane in LANES:
        clock = Text(
            desk_words.LANES[lane],
            most=5,
            pattern=_NUMBER,
            inputmode="numeric",
            wrong=N_("A clock runs from 1 minute to 7 days."),
        )
        clock.__set_name__(form, lane.value)
        form.declared = {**form.declared, lane.value: clock}


_add_clocks(ClocksForm)


def row_values(row: Row, lang: str) -> Mapping[str, str]:
    """What the form of a row begins with; the reason as its reader sees it."""
    return {
        "settled": row.settled,
        "newcomer": row.newcomer,
        "lane": row.lane.value,
        "notice": row.notice,
        "reason": row.reason,
        "why": why_of(row, lang),
    }


def with_row(policy: Policy, row: Row, form: RowForm) -> Policy:
    """The policy with this row as the form has it. Cells that cannot be chosen stay as they are."""
    can_choose_notice = row.notice in _CHOSEN_NOTICES
    why = row.why if form.why == why_of(row, form.lang) else form.why
    changed = replace(
        row,
        settled=cast(Treatment, form.settled or row.settled),
        newcomer=cast(Treatment, form.newcomer or row.newcomer),
        lane=Lane(form.lane) if form.lane else row.lane,
        notice=form.notice if can_choose_notice else row.notice,
        reason=form.reason,
        why=why,
    )
    return replace(policy, rows=tuple(changed if one.code == row.code else one for one in policy.rows))


def with_clocks(policy: Policy, form: ClocksForm) -> Policy:
    """The policy with the clocks as the form has them."""
    clocks = {lane: timedelta(minutes=int(form.fields[lane.value].value)) for lane in LANES}
    hours = form.unanswered_after
    return replace(policy, clocks=clocks, unanswered_after=timedelta(hours=int(hours)) if hours else None)


def clock_values(policy: Policy) -> Mapping[str, str]:
    """What the form of the clocks begins with."""
    minutes = {lane.value: str(int(length.total_seconds() // 60)) for lane, length in policy.clocks.items()}
    after = policy.unanswered_after
    return minutes | {"unanswered_after": "" if after is None else str(int(after.total_seconds() // 3600))}


def why_of(row: Row, lang: str) -> str:
    """The reason of a row: the shipped one in the reader's language, or what a lead wrote."""
    shipped = words.WHYS.get(row.code, "")
    return translate(lang, shipped) if " ".join(row.why.split()) == shipped else row.why
