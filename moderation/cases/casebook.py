"""The only door to a community's log: one function a verb, one private insert.

Rows hold references, codes and counts; never a text, a name or a detail. Writers of the log queue
for each other until they commit, so call these last in a transaction.
"""

from __future__ import annotations

from typing import Literal

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases.model import Act, Claim, Guide, Lane, Opened

Q = sql.beside(__file__, "log")

SCREENER = "screener"
DESK = "desk"

# What may be written about a member: read, kept in mind, said, imposed.
MemberVerb = Literal[
    "member_read", "member_noted", "member_tracked", "member_track_renewed", "member_track_ended",
    "member_watched", "member_watch_ended", "member_warned", "member_paused", "member_closed",
    "member_sanction_lifted", "tracked_read",
]  # fmt: skip


async def opened(tx: Tx, case: Opened) -> None:
    """Screening or a member's word made a case, or added to one."""
    await _write(tx, SCREENER, "case_opened" if case.is_new else "case_joined", case.ref, case.lane)


async def read(tx: Tx, guide: Guide, claim: Claim) -> None:
    """A guide opened a case, and with it a member's text."""
    await _write(tx, guide.ref, "case_read", claim.case_ref, f"v{claim.version}")


async def taken_over(tx: Tx, guide: Guide, claim: Claim) -> None:
    """A guide took a case out of a colleague's hand."""
    await _write(tx, guide.ref, "case_taken_over", claim.case_ref, f"v{claim.version}")


async def released(tx: Tx, guide: Guide, case_ref: str) -> None:
    """A guide put a case back."""
    await _write(tx, guide.ref, "case_released", case_ref)


async def decided(tx: Tx, guide: Guide, *, case_ref: str, decision_ref: str, act: Act, reason: str) -> None:
    """A guide decided; the words are in the decision, not here."""
    await _write(tx, guide.ref, f"decided_{act.value}", f"{case_ref} {decision_ref}", reason)


async def decision_waits(tx: Tx, guide: Guide, *, case_ref: str, decision_ref: str, act: Act, reason: str) -> None:
    """A guide decided; it takes effect in some seconds, and says so in a row of its own then."""
    await _write(tx, guide.ref, "decision_waits", f"{case_ref} {decision_ref}", f"{act.value} {reason}")


async def decision_undone(tx: Tx, guide: Guide, *, case_ref: str, decision_ref: str) -> None:
    """A guide took an own decision back before it took effect."""
    await _write(tx, guide.ref, "decision_undone", f"{case_ref} {decision_ref}")


async def decision_lapsed(tx: Tx, *, case_ref: str, decision_ref: str) -> None:
    """A decision did not take effect: its text or its case had changed meanwhile."""
    await _write(tx, DESK, "decision_lapsed", f"{case_ref} {decision_ref}")


async def cutout_restored(tx: Tx, guide: Guide, *, case_ref: str, place: str, ordinal: int) -> None:
    """A guide's decision opened one detail and put it back into the text."""
    await _write(tx, guide.ref, "cutout_restored", f"{case_ref} {place} {ordinal}")


async def cut_out(tx: Tx, guide: Guide, *, case_ref: str, pieces: int) -> None:
    """A guide's decision took so many more pieces out of a text, and sealed them."""
    await _write(tx, guide.ref, "cut_out", case_ref, str(pieces))


async def answered_as_guide(tx: Tx, guide: Guide, *, case_ref: str, post_ref: str) -> None:
    """A guide wrote into the thread in the team's name."""
    await _write(tx, guide.ref, "answered_as_guide", f"{case_ref} {post_ref}")


async def talked(tx: Tx, guide: Guide, *, case_ref: str, is_question: bool) -> None:
    """A guide left words for colleagues beside a case, or asked them something."""
    await _write(tx, guide.ref, "colleague_asked" if is_question else "colleague_told", case_ref)


async def passed(tx: Tx, guide: Guide, case_ref: str) -> None:
    """A guide leaves a case to colleagues; nobody is asked why."""
    await _write(tx, guide.ref, "case_passed", case_ref)


async def cutout_read(tx: Tx, guide: Guide, *, case_ref: str, place: str, ordinal: int) -> None:
    """A guide looked at one detail that screening had taken out."""
    await _write(tx, guide.ref, "cutout_read", f"{case_ref} {place} {ordinal}")


async def raised(tx: Tx, guide: Guide, *, case_ref: str, escalation_ref: str, reason: str) -> None:
    """A guide asked the seniors about a case."""
    await _write(tx, guide.ref, "escalation_raised", f"{case_ref} {escalation_ref}", reason)


async def gave_up(tx: Tx, *, post_ref: str, lane: Lane) -> None:
    """Screening tried as often as it may; a person must read the text as it is."""
    await _write(tx, SCREENER, "screening_gave_up", post_ref, lane)


async def report_gave_up(tx: Tx, case: Opened) -> None:
    """What a member told a guide could not be read by the process; a person must read the report."""
    await _write(tx, SCREENER, "report_gave_up", case.ref, case.lane)


async def of_member(tx: Tx, guide: Guide, verb: MemberVerb, *, member_ref: str, code: str = "") -> None:
    """A guide read what the desk keeps about a member, or kept something; the words are in their own tables."""
    await _write(tx, guide.ref, verb, member_ref, code)


async def appeal_gave_up(tx: Tx, case: Opened) -> None:
    """An author's wish for a second look could not be read by the process; a person must read it."""
    await _write(tx, SCREENER, "appeal_gave_up", case.ref, case.lane)


async def answered(tx: Tx, case_ref: str) -> None:
    """A case that only said that nobody replies is closed: somebody did."""
    await _write(tx, SCREENER, "case_answered", case_ref)


async def second_look(tx: Tx, guide: Guide, *, case_ref: str, decision_ref: str, outcome: str) -> None:
    """A second guide changed a first decision (granted), or left it (upheld)."""
    await _write(tx, guide.ref, f"appeal_{outcome}", f"{case_ref} {decision_ref}")


async def told_back(tx: Tx, guide: Guide, *, case_ref: str, heard: int) -> None:
    """So many members heard how a case ended; who they are stands nowhere here."""
    await _write(tx, guide.ref, "told_back", case_ref, str(heard))


async def on_call_called(tx: Tx, *, waiting: int, called: int, time: int) -> None:
    """Nobody read a case of the lane Now: who is on call was told that somebody waits."""
    await _write(tx, SCREENER, "on_call_called", "now", f"cases={waiting} mails={called} time={time}")


async def promise_made(tx: Tx, guide: Guide, *, case_ref: str, promise_ref: str) -> None:
    """A guide promised a member something; what, stands beside the case."""
    await _write(tx, guide.ref, "promise_made", f"{case_ref} {promise_ref}")


async def promise_kept(tx: Tx, guide: Guide, *, case_ref: str, promise_ref: str) -> None:
    """It was kept, by this guide."""
    await _write(tx, guide.ref, "promise_kept", f"{case_ref} {promise_ref}")


async def handover_made(tx: Tx, guide: Guide, *, handover_ref: str, waiting: int) -> None:
    """A guide wrote down how things stand."""
    await _write(tx, guide.ref, "handover_made", f"handover {handover_ref}", f"cases={waiting}")


async def handover_taken(tx: Tx, guide: Guide, *, handover_ref: str) -> None:
    """The next guide read it and took over."""
    await _write(tx, guide.ref, "handover_taken", f"handover {handover_ref}")


async def policy_changed(tx: Tx, lead: Guide, *, number: int) -> None:
    """A lead saved a version of the policy; what it changed stands in the version."""
    await _write(tx, lead.ref, "policy_changed", "policy", f"v{number}")


async def second_reading_opened(tx: Tx, guide: Guide, reading_ref: str) -> None:
    """A guide opened a text to read it a second time, outside a case."""
    await _write(tx, guide.ref, "second_reading_opened", f"reading {reading_ref}")


async def second_reading_passed(tx: Tx, guide: Guide, reading_ref: str) -> None:
    """A guide passed a second reading on; why is not asked."""
    await _write(tx, guide.ref, "second_reading_passed", f"reading {reading_ref}")


async def second_reading_found(tx: Tx, guide: Guide, *, case_ref: str, reading_ref: str, lane: Lane) -> None:
    """A second reader feared for somebody where screening did not: a case is open about it."""
    await _write(tx, guide.ref, "second_reading_found", f"{case_ref} {reading_ref}", lane)


async def lab_shadow_run(tx: Tx, lead: Guide, *, run_ref: str, texts: int) -> None:
    """The lab tries phrases over so many past texts; nobody sees one of them."""
    await _write(tx, lead.ref, "lab_shadow_run", f"lab {run_ref}", f"texts={texts}")


async def phrases_published(tx: Tx, lead: Guide, *, publication_ref: str, versions: str) -> None:
    """Screening has new phrases from now on; this lead gave the last yes."""
    await _write(tx, lead.ref, "phrases_published", f"lab {publication_ref}", versions)


async def verified(tx: Tx, reader: Guide) -> None:
    """A lead or an auditor had the whole chain of this log recomputed."""
    await _write(tx, reader.ref, "log_verified", "log")


async def _write(tx: Tx, actor: str, verb: str, subject: str, code: str = "") -> None:
    await tx.run(Q.write, actor, verb, subject, code)
