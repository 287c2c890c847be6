"""One case with everything beside it. Claim it first: that is what leaves the row in the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.kernel import sql
from app.kernel.db import Row, Tx, build
from app.kernel.errors import NotFound
from moderation.cases import acts, talking
from moderation.cases.model import Act, Lane
from moderation.cases.views import (
    CaseDetail,
    Cut,
    DetailSpan,
    Earlier,
    Member,
    Neighbour,
    PastCase,
    Pending,
    SignalSpan,
    Told,
    Version,
)

Q = sql.beside(__file__, "listing")

_OWN = (
    "id",
    "ref",
    "reasons",
    "version",
    "opened_at",
    "due_at",
    "closed_at",
    "holder_id",
    "holder_name",
    "held_until",
    "post_ref",
    "post_status",
    "post_version",
    "is_opening",
    "state",
    "title",
    "body",
    "thread_ref",
    "thread_title",
    "space_name",
    "failed",
    "is_edited_by_guide",
    "topics",
    "is_thread_shown",
    "is_thread_closed",
    "member_id",
)


async def case_detail(tx: Tx, case_ref: str) -> CaseDetail:
    """The case as it stands. Raises NotFound."""
    row = await tx.maybe(Q.find, case_ref)
    if row is None:
        raise NotFound()
    post, edited = row["post_id"], row["is_edited_by_guide"]
    decisions = await tx.all(Q.decisions, post)
    past = await tx.all(Q.past_cases, row["member_id"], row["id"])
    return CaseDetail(
        **{name: row[name] for name in _OWN},
        lane=Lane(row["lane"]),
        has_newer=row["latest"] != row["post_version"],
        sent_at=row["version_sent_at"],
        urgency=row["urgency"] or "none",
        categories=row["categories"] or [],
        lexicon=row["lexicon"] or "",
        signals=tuple(SignalSpan(**_spans(entry, edited)) for entry in _entries(row["signals"])),
        # A placeholder that a guide rewrote is no longer where screening put it.
        details=() if edited else tuple(DetailSpan(**entry) for entry in _entries(row["redactions"])),
        cutouts=tuple(build(Cut, cut) for cut in await tx.all(Q.cutouts, post, row["post_version"])),
        versions=tuple(build(Version, version) for version in await tx.all(Q.versions, post)),
        decisions=tuple(Earlier(**{**made, "act": Act(made["act"])}) for made in decisions),
        neighbours=tuple(build(Neighbour, one) for one in await tx.all(Q.neighbours, row["thread_id"], post)),
        reports=tuple(build(Told, told) for told in await tx.all(Q.reports, post)),
        member=_member(row),
        past_cases=tuple(_past(case) for case in past),
        possible=_possible(row),
        pending=_pending(row),
        talk=await talking.of_case(tx, row["id"]),
    )


def _entries(found: Iterable[dict[str, Any]] | None) -> Iterable[dict[str, Any]]:
    return found or ()


def _spans(entry: dict[str, Any], edited: bool) -> dict[str, Any]:
    moved = {"start": 0, "end": 0} if edited else {}
    lists = {name: tuple(entry.get(name, ())) for name in ("rules", "features")}
    return {**entry, **lists, **moved}


def _member(row: Row) -> Member:
    return Member(
        ref=row["member_ref"],
        pseudonym=row["pseudonym"],
        affiliation=row["affiliation"],
        status=row["member_status"],
        joined_at=row["joined_at"],
        posts_shown=row["posts_shown"],
    )


def _past(row: Row) -> PastCase:
    act = None if row["act"] is None else Act(row["act"])
    return PastCase(**{**row, "lane": Lane(row["lane"]), "act": act})


def _pending(row: Row) -> Pending | None:
    if row["pending_ref"] is None:
        return None
    return Pending(
        ref=row["pending_ref"],
        act=Act(row["pending_act"]),
        staff_id=row["pending_staff"],
        staff_name=row["pending_name"],
        seconds=max(0, row["pending_seconds"]),
    )


def _possible(row: Row) -> tuple[Act, ...]:
    if row["closed_at"] is not None or row["pending_ref"] is not None:
        return ()
    is_newest = row["latest"] == row["post_version"]
    return acts.possible(status=row["post_status"], state=row["state"], is_newest=is_newest)
