"""The rails of the policy: what no lead can switch off, whatever is saved and by whom."""

from __future__ import annotations

from datetime import timedelta

from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from moderation.cases.acts import REASONS
from moderation.cases.model import Lane
from moderation.cases.policy import Policy, Row

LEAST_CLOCK, MOST_CLOCK = timedelta(minutes=1), timedelta(days=7)
LEAST_UNANSWERED, MOST_UNANSWERED = timedelta(hours=1), timedelta(days=7)
MOST_WHY = 1000

HELD_NOTICES = ("held_rule", "held_danger", "held_unscreened")
# Lanes that a finding may lead to; the others have a way of their own.
FINDING_LANES = (Lane.NOW, Lane.SOON, Lane.UNSCREENED, Lane.ROUTINE, Lane.PRIVACY)
MASKED = "masked"


def check(policy: Policy) -> Policy:
    """The policy itself. Raises Invalid, naming the cell, for a table that could hurt somebody."""
    for row in policy.rows:
        _check_row(row)
    for lane, length in policy.clocks.items():
        if not LEAST_CLOCK <= length <= MOST_CLOCK:
            raise Invalid(N_("A clock runs from 1 minute to 7 days."), field=lane.value)
    after = policy.unanswered_after
    if after is not None and not LEAST_UNANSWERED <= after <= MOST_UNANSWERED:
        raise Invalid(N_("Please choose from 1 hour to 7 days (168 hours)."), field="unanswered_after")
    return policy


def is_always_held(row: Row) -> bool:
    """True of the rows whose treatment nobody can change."""
    return row.failed or ("immediate" in row.urgency and not row.categories)


def _check_row(row: Row) -> None:
    always = is_always_held(row)
    # Nothing is released because something broke, and nobody is left alone with a goodbye.
    if always and (row.settled, row.newcomer) != ("hold", "hold"):
        raise Invalid(N_("This is always held: it may be the most urgent text of the day."), field="settled")
    if always and not row.failed and (row.lane, row.notice) != (Lane.NOW, "held_danger"):
        raise Invalid(N_("Immediate danger always goes to Now, and its author always sees help lines."), field="lane")
    if row.failed and row.notice != "held_unscreened":
        raise Invalid(N_("Its author is always told that our own check could not finish."), field="notice")
    if row.detail == "sure" and row.notice != MASKED:
        raise Invalid(N_("What is taken out of a text is always told to its author."), field="notice")
    if row.settled == "hold" and row.notice not in (*HELD_NOTICES, MASKED):
        raise Invalid(N_("A text that is held needs words to its author."), field="notice")
    if row.notice not in ("", *HELD_NOTICES) and not (row.notice == MASKED and row.detail == "sure"):
        raise Invalid(N_("Please choose one of these notices."), field="notice")
    _check_rest(row)


def _check_rest(row: Row) -> None:
    if row.settled == "hold" and row.newcomer == "show":
        raise Invalid(N_("New members are never treated with less care than others."), field="newcomer")
    if row.lane not in FINDING_LANES:
        raise Invalid(N_("What screening finds cannot go to this lane."), field="lane")
    if row.reason not in ("", *REASONS):
        raise Invalid(N_("Please choose a reason."), field="reason")
    if not 20 <= len(row.why) <= MOST_WHY:
        raise Invalid(N_("Please give the clinical reason in 20 to 1,000 characters."), field="why")
