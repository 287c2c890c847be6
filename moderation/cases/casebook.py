"""The only door to a community's log: one function a verb, one private insert.

Rows hold references, codes and counts; never a text, a name or a detail. Writers of the log queue
for each other until they commit, so call these last in a transaction.
"""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases.model import Act, Claim, Guide, Lane, Opened

Q = sql.beside(__file__, "log")

SCREENER = "screener"


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


async def _write(tx: Tx, actor: str, verb: str, subject: str, code: str = "") -> None:
    await tx.run(Q.write, actor, verb, subject, code)
