"""What was found, against the policy: shown or held, which lane, what the author is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from moderation.cases.guarding import MASKED
from moderation.cases.model import LANES, Because, Lane
from moderation.cases.policy import Policy, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What screening found in one text. `signals` are pairs of category and urgency."""

    urgency: str = "none"
    signals: frozenset[tuple[str, str]] = frozenset()
    has_sure_detail: bool = False
    has_doubtful_detail: bool = False
    has_failed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of the author and the post before this text."""

    is_newcomer: bool = False
    waits_for_guide: bool = False  # an open case, and others have seen nothing of it yet
    waits_in_danger: bool = False  # and that case is about danger
    was_declined: bool = False  # a guide declined an earlier text of this post


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the author is told: a kind and the code of a reason."""

    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happens to one text. Held texts always have a lane, or an open case that they wait in."""

    is_held: bool
    lane: Lane | None
    because: tuple[Because, ...]
    notices: tuple[Notice, ...]


def weigh(policy: Policy, findings: Findings, standing: Standing) -> Outcome:
    """Every row that fits counts; the worst wins. A post that waits for a guide goes on waiting."""
    rows = [row for row in policy.rows if _fits(row, findings)]
    holding = [row for row in rows if _treatment(row, standing) == "hold"]
    lanes = [row.lane for row in rows]
    because = [row.because for row in rows]
    if any(row.settled == "show" for row in holding):
        because.append(Because.NEWCOMER)
    if standing.was_declined:
        lanes.append(Lane.ROUTINE)
        because.append(Because.DECLINED)
    is_held = bool(holding) or standing.waits_for_guide or standing.was_declined
    return Outcome(
        is_held=is_held,
        lane=worst(lanes),
        because=tuple(dict.fromkeys(because)),
        notices=tuple(_notices(rows, holding, standing)),
    )


def worst(lanes: Iterable[Lane]) -> Lane | None:
    """The lane that outweighs the others, or None of none."""
    return min(lanes, key=LANES.index, default=None)


def _fits(row: Row, findings: Findings) -> bool:
    if row.failed:
        return findings.has_failed
    if row.detail:
        return findings.has_sure_detail if row.detail == "sure" else findings.has_doubtful_detail
    if row.categories:
        return any(category in row.categories and level in row.urgency for category, level in findings.signals)
    return findings.urgency in row.urgency


def _treatment(row: Row, standing: Standing) -> str:
    return row.newcomer if standing.is_newcomer else row.settled


def _notices(rows: list[Row], holding: list[Row], standing: Standing) -> Iterator[Notice]:
    held = [row for row in holding if row.settled == "hold"]
    spoken = next((row for row in held if row.notice and row.notice != MASKED), None)
    if spoken is not None:
        yield Notice(kind=spoken.notice, reason=spoken.reason)
    elif standing.waits_in_danger:
        # The help lines stay with whoever was in danger a moment ago.
        yield Notice(kind="held_danger")
    elif held:
        yield Notice(kind="held_rule", reason=held[0].reason)
    elif standing.was_declined:
        yield Notice(kind="held_rule")
    elif holding:
        yield Notice(kind="held_newcomer")
    for row in rows:
        if row.notice == MASKED:
            yield Notice(kind=row.notice, reason=row.reason)
