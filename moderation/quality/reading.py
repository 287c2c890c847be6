"""A second reading: taken, read blind, answered, and only then compared."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref
from moderation.cases import casebook, opening, weighing
from moderation.cases.model import Because, Guide, Lane, Opened
from moderation.cases.policy import Policy
from moderation.cases.weighing import Findings, Standing
from moderation.quality.model import Answer, Beside, Desk, Reading, Told, Would

Q = sql.beside(__file__, "reading")

_GRAVE = ("high", "immediate")


async def waiting(tx: Tx, guide: Guide) -> Desk:
    """How many wait for this guide. One's own decisions, and what one passed on, do not."""
    return build(Desk, await tx.one(Q.waiting, guide.id))


async def take(tx: Tx, guide: Guide) -> Ref | None:
    """The next one in this guide's hand for half an hour; the one already in hand comes first. None: nothing waits."""
    ref: str | None = await tx.value(Q.take, guide.id)
    return None if ref is None else Ref(ref)


async def open_text(tx: Tx, guide: Guide, ref: str) -> Reading:
    """The text, once the log says who reads it: commit that first, with `log_opening`. Raises NotFound."""
    row = await tx.maybe(Q.find, ref, guide.id)
    if row is None:
        raise NotFound()
    beside = tuple(build(Beside, one) for one in await tx.all(Q.neighbours, row["thread_id"], row["post_id"]))
    shown = {name: row[name] for name in ("is_read", "title", "thread_title", "body")}
    return Reading(ref=Ref(ref), beside=beside, **shown)


async def log_opening(tx: Tx, guide: Guide, ref: str) -> None:
    """The log says that this guide reads the text. Raises NotFound for what is not in their hand."""
    if await tx.maybe(Q.find, ref, guide.id) is None:
        raise NotFound()
    await casebook.second_reading_opened(tx, guide, ref)


async def answer(tx: Tx, policy: Policy, guide: Guide, ref: str, said: Answer) -> Opened | None:
    """Kept once. When the guide fears for somebody and screening did not, a case is open afterwards: returned.

    Raises NotFound for what is not in this guide's hand, Conflict for a second answer or an own decision.
    """
    await tx.value(Q.lock_post, ref)
    row = await tx.maybe(Q.answer, ref, guide.id, said.urgency, list(said.categories), said.would.value, said.words)
    if row is None:
        if await tx.maybe(Q.find, ref, guide.id) is None:
            raise NotFound()
        raise Conflict(N_("This second reading is over: you answered it, or decided about the text yourself."))
    if said.urgency not in _GRAVE or row["found"] in _GRAVE:
        return None
    opened = await _open_case(tx, policy, row["post_id"], row["version"], said)
    await casebook.second_reading_found(tx, guide, case_ref=opened.ref, reading_ref=ref, lane=opened.lane)
    return opened


async def pass_on(tx: Tx, guide: Guide, ref: str) -> None:
    """Free for colleagues, and not offered to this guide again; why is not asked. Raises NotFound."""
    reading_id = await tx.value(Q.give_back, ref, guide.id)
    if reading_id is None:
        raise NotFound()
    await tx.run(Q.pass_on, reading_id, guide.id)
    await casebook.second_reading_passed(tx, guide, ref)


async def told(tx: Tx, guide: Guide, ref: str) -> Told:
    """Both readings side by side. Raises NotFound until this guide has answered."""
    row = await tx.maybe(Q.told, ref, guide.id)
    if row is None:
        raise NotFound()
    said = Answer(
        urgency=row["urgency"], categories=tuple(row["categories"]), would=Would(row["act"]), words=row["words"]
    )
    return Told(
        answer=said,
        found_urgency=row["found_urgency"],
        found_categories=tuple(row["found_categories"]),
        decided=row["decided"],
        decided_because=row["decided_because"],
        case_ref=row["case_ref"],
    )


async def _open_case(tx: Tx, policy: Policy, post_id: int, version: int, said: Answer) -> Opened:
    findings = Findings(urgency=said.urgency, signals=frozenset((one, said.urgency) for one in said.categories))
    outcome = weighing.weigh(policy, findings, Standing())
    because = outcome.because or (Because.DANGER,)
    return await opening.open_or_join(
        tx, policy, post_id=post_id, version=version, lane=outcome.lane or Lane.NOW, because=because
    )
