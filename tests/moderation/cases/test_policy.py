"""The policy as a table: one row per sentence of it."""

from __future__ import annotations

import pytest

from moderation.cases import policy
from moderation.cases.model import Because, Lane
from moderation.cases.weighing import Findings, Standing, weigh, worst
from moderation.screening.model import CATEGORIES, Urgency

SETTLED = Standing()
NEW = Standing(is_newcomer=True)


def danger(level: str, category: str = "suicide") -> Findings:
    return Findings(urgency=level, signals=frozenset({(category, level)}))


ROWS = [
    # Nothing found: visible.
    (Findings(), SETTLED, "show", None, []),
    (Findings(), NEW, "show", None, []),
    # Screening broke: held, lane unscreened, whoever wrote it.
    (Findings(has_failed=True, urgency="review"), SETTLED, "hold", Lane.UNSCREENED, ["held_unscreened"]),
    (Findings(has_failed=True, urgency="review"), NEW, "hold", Lane.UNSCREENED, ["held_unscreened"]),
    # Urgency immediate: held, lane Now, the author sees help lines.
    (danger("immediate"), SETTLED, "hold", Lane.NOW, ["held_danger"]),
    (danger("immediate"), NEW, "hold", Lane.NOW, ["held_danger"]),
    (danger("immediate", "harm_others"), SETTLED, "hold", Lane.NOW, ["held_danger"]),
    # Urgency high: visible, lane Soon; held for newcomers.
    (danger("high"), SETTLED, "show", Lane.SOON, []),
    (danger("high"), NEW, "hold", Lane.SOON, ["held_newcomer"]),
    (danger("high", "abuse_dv"), SETTLED, "show", Lane.SOON, []),
    # Urgency high about a child: lane Now.
    (danger("high", "child_risk"), SETTLED, "show", Lane.NOW, []),
    (danger("high", "child_risk"), NEW, "hold", Lane.NOW, ["held_newcomer"]),
    # Review: visible, lane Routine; held for newcomers.
    (danger("review", "sexual_violence"), SETTLED, "show", Lane.ROUTINE, []),
    (danger("review", "sexual_violence"), NEW, "hold", Lane.ROUTINE, ["held_newcomer"]),
    # Graphic detail, threat, hate, solicitation, advertising: held.
    (danger("review", "graphic"), SETTLED, "hold", Lane.ROUTINE, ["held_rule"]),
    (danger("high", "harm_others"), SETTLED, "hold", Lane.SOON, ["held_rule"]),
    (danger("review", "harassment_hate"), SETTLED, "hold", Lane.ROUTINE, ["held_rule"]),
    (danger("review", "solicitation"), SETTLED, "hold", Lane.ROUTINE, ["held_rule"]),
    (danger("review", "spam"), NEW, "hold", Lane.ROUTINE, ["held_rule"]),
    # A sure detail: masked, visible at once, privacy case, the author is told.
    (Findings(has_sure_detail=True), SETTLED, "show", Lane.PRIVACY, ["masked"]),
    (Findings(has_sure_detail=True), NEW, "show", Lane.PRIVACY, ["masked"]),
    # A doubtful detail: visible, privacy case; held for newcomers.
    (Findings(has_doubtful_detail=True), SETTLED, "show", Lane.PRIVACY, []),
    (Findings(has_doubtful_detail=True), NEW, "hold", Lane.PRIVACY, ["held_newcomer"]),
    # A post that waits for a guide goes on waiting, whatever its author changes.
    (Findings(), Standing(waits_for_guide=True), "hold", None, []),
    # And when it waits because of danger, its author goes on seeing the help lines.
    (Findings(), Standing(waits_for_guide=True, waits_in_danger=True), "hold", None, ["held_danger"]),
    # A declined text that is changed and sent again is read by a guide.
    (Findings(), Standing(was_declined=True), "hold", Lane.ROUTINE, ["held_rule"]),
]


@pytest.mark.parametrize(("findings", "standing", "treatment", "lane", "notices"), ROWS)
def test_the_policy_says(
    findings: Findings, standing: Standing, treatment: str, lane: Lane | None, notices: list[str]
) -> None:
    outcome = weigh(policy.default(), findings, standing)
    assert outcome.is_held == (treatment == "hold")
    assert outcome.lane == lane
    assert [n.kind for n in outcome.notices] == notices


def test_two_findings_make_the_worse_lane_and_both_notices() -> None:
    both = Findings(urgency="immediate", signals=frozenset({("suicide", "immediate")}), has_sure_detail=True)
    outcome = weigh(policy.default(), both, SETTLED)
    assert (outcome.is_held, outcome.lane) == (True, Lane.NOW)
    assert [(n.kind, n.reason) for n in outcome.notices] == [("held_danger", ""), ("masked", "identifying_detail")]
    assert outcome.because == (Because.DANGER, Because.PRIVACY)


def test_a_newcomers_case_says_that_it_is_one() -> None:
    assert Because.NEWCOMER in weigh(policy.default(), danger("review"), NEW).because
    assert Because.NEWCOMER not in weigh(policy.default(), danger("immediate"), NEW).because


def test_danger_is_told_before_any_other_reason_to_hold() -> None:
    both = Findings(urgency="immediate", signals=frozenset({("suicide", "immediate"), ("graphic", "review")}))
    assert [n.kind for n in weigh(policy.default(), both, SETTLED).notices] == ["held_danger"]


def test_lanes_outweigh_each_other_in_their_order() -> None:
    assert worst([Lane.PRIVACY, Lane.NOW, Lane.SOON]) is Lane.NOW
    assert worst([Lane.PRIVACY, Lane.UNSCREENED, Lane.ROUTINE]) is Lane.UNSCREENED
    assert worst([]) is None


def test_every_category_and_level_of_the_table_is_one_that_screening_knows() -> None:
    for row in policy.default().rows:
        assert row.categories <= set(CATEGORIES), row.finding
        assert row.urgency <= {level.value for level in Urgency}, row.finding


def test_every_level_above_none_has_a_row_for_every_category() -> None:
    for category in CATEGORIES:
        for level in ("review", "high", "immediate"):
            assert weigh(policy.default(), danger(level, category), SETTLED).lane is not None


def test_every_row_gives_its_clinical_reason() -> None:
    assert [row.finding for row in policy.default().rows if len(row.why) < 20] == []


def test_lane_clocks_are_minutes_for_danger_hours_for_the_rest_and_a_day_for_a_second_look() -> None:
    minutes = {lane.value: policy.default().clock(lane).total_seconds() / 60 for lane in Lane}
    waiting = {"now": 5, "soon": 30, "unscreened": 30, "routine": 240, "privacy": 240}
    assert minutes == waiting | {"appeals": 24 * 60, "unanswered": 12 * 60}
