"""A guide asks the seniors about a case; the case stays open and in the guide's care."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.cases import casebook
from moderation.cases.model import Guide
from moderation.escalation.model import REASONS, Asking, Escalation

Q = sql.beside(__file__, "escalation")

BELL = "escalation"  # rung once it is committed: the vault looks at once instead of within two seconds

LEAST_FACTS, MOST_FACTS = 20, 4000
LEAST_TRIED, MOST_TRIED = 3, 2000


async def raise_it(tx: Tx, case_ref: str, guide: Guide, asking: Asking) -> Ref:
    """The seniors have the request and the log its row when this commits; returns the request's reference.

    Raises NotFound without such a case, Invalid when something is missing, and Conflict while an
    earlier request about this case is still with the seniors: two would be answered by two people.
    """
    _check(asking)
    matter = await tx.maybe(Q.lock_case, case_ref)
    if matter is None:
        raise NotFound()
    if any(earlier.is_waiting for earlier in await of_case(tx, case_ref)):
        raise Conflict(N_("The seniors have a request about this case already."))
    ref = new_ref()
    await tx.run(
        Q.raise_it,
        ref,
        case_ref,
        matter["member_ref"],
        matter["pseudonym"],
        guide.ref,
        guide.name,
        asking.reason,
        asking.facts,
        asking.tried,
    )
    await casebook.raised(tx, guide, case_ref=case_ref, escalation_ref=ref, reason=asking.reason)
    return ref


async def of_case(tx: Tx, case_ref: str) -> tuple[Escalation, ...]:
    """The requests about a case and how they stand, newest first; never who was looked up or what was seen."""
    return tuple(build(Escalation, row) for row in await tx.all(Q.of_case, case_ref))


def _check(asking: Asking) -> None:
    if asking.reason not in REASONS:
        raise Invalid(N_("Please choose a reason."), field="reason")
    if not LEAST_FACTS <= len(asking.facts) <= MOST_FACTS:
        raise Invalid(N_("Please write what you saw, in 20 to 4000 characters."), field="facts")
    if not LEAST_TRIED <= len(asking.tried) <= MOST_TRIED:
        raise Invalid(N_("Please write what was tried, in 3 to 2000 characters."), field="tried")
