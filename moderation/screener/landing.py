"""One post, one transaction: verdicts, approved letters, sealed details, case, notices, and the job's end."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.board import publishing
from app.kernel import jobs, sealing, sql
from app.kernel.db import Tx
from app.kernel.jobs import Job
from moderation.cases import casebook, opening, weighing
from moderation.cases.model import Because, Lane, Opened
from moderation.cases.policy import Policy
from moderation.cases.weighing import Findings, Outcome, Standing
from moderation.screener import failpoints
from moderation.screener.examining import Examined

Q = sql.beside(__file__, "landing")

_GRAVE = frozenset({Because.DANGER, Because.UNSCREENED})

Examine = Callable[[str | None, str], Examined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What posts are judged by: the policy of the moment, and the settings."""

    policy: Policy
    desk_key: str
    newcomer_posts: int
    newcomer_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """Whom to wake once it is committed."""

    post_ref: str | None = None
    lane: Lane | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """One version, screened and judged."""

    number: int
    examined: Examined
    outcome: Outcome
    has_open_case: bool


async def land(tx: Tx, job: Job, rules: Rules, examine: Examine) -> Landed:
    """Every version of the post that waited is screened, and its job is over, when this commits.

    Raises LostLease when another worker holds the job, and then nothing of this has happened.
    """
    post = await tx.maybe(Q.lock_post, job.subject)
    if post is None:
        await jobs.finish(tx, job)
        return Landed()
    rows = await tx.all(Q.unscreened, job.subject, rules.newcomer_posts, rules.newcomer_days)
    found = [_weigh(row, rules, examine) for row in rows]
    failpoints.reach("screened")
    gave_up = job.is_spent and bool(found)
    await (jobs.bury(tx, job, "GaveUp") if gave_up else jobs.finish(tx, job))
    for one in found:
        await _write(tx, rules, post, one, _worst_notices(found) if one is found[-1] else ())
    if found:
        await _place(tx, post, found)
    opened = await _open_case(tx, rules, post, found) if found else None
    if opened is not None:
        await casebook.opened(tx, opened)
    if gave_up:
        await casebook.gave_up(tx, post_ref=post["ref"], lane=Lane.UNSCREENED)
    return Landed(post_ref=post["ref"], lane=None if opened is None else opened.lane)


def _weigh(row: Any, rules: Rules, examine: Examine) -> _Weighed:
    examined = examine(row["raw_title"], row["raw_body"])
    findings = _of_team(examined.findings) if row["is_team"] else examined.findings
    standing = Standing(
        is_newcomer=row["is_newcomer"] and not row["is_team"],
        waits_for_guide=row["has_open_case"] and not row["was_shown"],
        waits_in_danger=row["is_in_danger"] and not row["was_shown"],
        was_declined=row["was_declined"] and not row["was_shown"],
    )
    outcome = weighing.weigh(rules.policy, findings, standing)
    return _Weighed(number=row["number"], examined=examined, outcome=outcome, has_open_case=row["has_open_case"])


def _of_team(found: Findings) -> Findings:
    """A guide who names a danger is at work: only details, and a check that broke, are looked at."""
    return Findings(has_sure_detail=found.has_sure_detail, has_failed=found.has_failed)


def _worst_notices(found: Sequence[_Weighed]) -> tuple[weighing.Notice, ...]:
    """What the author is told about the newest version; held for danger outlives a quick second thought."""
    notices = list(found[-1].outcome.notices)
    earlier = [n for one in found[:-1] for n in one.outcome.notices if n.kind == "held_danger"]
    if earlier and not any(n.kind == "held_danger" for n in notices):
        notices = [earlier[0], *(n for n in notices if not n.kind.startswith("held_"))]
    return tuple(notices)


async def _write(tx: Tx, rules: Rules, post: Any, one: _Weighed, notices: Sequence[weighing.Notice]) -> None:
    seen, gone = one.examined, post["status"] == "withdrawn"
    is_newest = one.number == post["latest"]
    # The newest is placed by the board's own rules afterwards; the others can never come out.
    state = "withdrawn" if gone else "submitted" if is_newest else "replaced"
    told = [] if gone or post["is_team"] else notices  # nobody reads the letters of that author
    await tx.run(
        Q.land,
        post["id"],
        one.number,
        state,
        seen.title,
        seen.body,
        seen.record(),
        [c.place for c in seen.cutouts],
        [c.ordinal for c in seen.cutouts],
        [c.kind for c in seen.cutouts],
        [_sealed(rules.desk_key, c.letters) for c in seen.cutouts],
        post["author_id"],
        [n.kind for n in told],
        [n.reason for n in told],
        sorted({c.kind for c in seen.cutouts}),
    )


def _sealed(desk_key: str, letters: str) -> bytes:
    return sealing.seal(desk_key, json.dumps({"v": 1, "text": letters}).encode())


async def _place(tx: Tx, post: Any, found: Sequence[_Weighed]) -> None:
    newest = found[-1]
    if post["status"] == "withdrawn":
        return
    if _is_held(found):
        await publishing.hold(tx, post_id=post["id"], number=newest.number)
        return
    seen = newest.examined
    await publishing.show(
        tx,
        post_id=post["id"],
        number=newest.number,
        title=seen.title,
        body=seen.body,
        changed_by="screening" if seen.cutouts else None,
    )


def _is_held(found: Sequence[_Weighed]) -> bool:
    # Somebody who wrote a goodbye and changed it a moment later is still read by a person first.
    return found[-1].outcome.is_held or any(n.kind == "held_danger" for o in found for n in o.outcome.notices)


async def _open_case(tx: Tx, rules: Rules, post: Any, found: Sequence[_Weighed]) -> Opened | None:
    newest = found[-1].number
    # Of a text that its author took down, only what may be about a life still matters.
    matters = [one.outcome for one in found if post["status"] != "withdrawn" or _GRAVE & set(one.outcome.because)]
    lane = weighing.worst(outcome.lane for outcome in matters if outcome.lane is not None)
    if lane is None:
        if not found[-1].has_open_case:
            return None
        return await opening.follow(tx, post_id=post["id"], version=newest)
    because = list(dict.fromkeys(reason for outcome in matters for reason in outcome.because))
    return await opening.open_or_join(tx, rules.policy, post_id=post["id"], version=newest, lane=lane, because=because)
