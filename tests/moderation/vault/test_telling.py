from __future__ import annotations

import json

from app.kernel import sealing
from app.kernel.bell import Bell
from moderation.vault import asking, opening, telling
from moderation.vault.holding import Holder
from moderation.vault.model import Escalation
from moderation.vault.tending import Tender
from tests.moderation.vault.conftest import PEOPLE, URL, Vault
from tests.moderation.vault.test_asking import answer, ask

SILENT = Bell("")  # Redis is away: everything works, nobody is woken


async def settled(vault: Vault, escalation: Escalation) -> object:
    await telling.settle(await vault.door(), await vault.db(), SILENT)
    rows = await vault.world.fetch("SELECT status FROM shared.escalation WHERE ref = $1", escalation.ref)
    return rows[0]["status"]


async def mails(vault: Vault, ref: str) -> list[dict[str, object]]:
    return await vault.world.fetch("SELECT key, sealed FROM shared.outbox WHERE key LIKE $1", f"vault:{ref}:%")


async def test_the_desk_is_told_one_word_for_each_turn(vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    assert await settled(vault, escalation) == "raised"
    one = await vault.opening(await ask(vault, escalation))
    assert await settled(vault, escalation) == "taken"
    await answer(vault, one, "bashir", is_granted=False, words="Not yet.")
    assert await settled(vault, escalation) == "refused"
    two = await vault.opening(await ask(vault, escalation))
    await answer(vault, two, "chen")
    assert await settled(vault, escalation) == "opened"
    async with (await vault.db()).writing() as tx:
        await opening.close(tx, two, by=vault.seniors["amelie"], outcome="reached", words="Spoke by telephone.")
    assert await settled(vault, escalation) == "closed"


async def test_a_request_set_aside_is_closed_for_the_desk(vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    async with (await vault.db()).writing() as tx:
        await asking.set_aside(tx, escalation, by=vault.seniors["chen"], words="They wrote that they are well.")
    assert await settled(vault, escalation) == "closed"


async def test_every_senior_hears_once_of_an_opening_made_alone(vault: Vault) -> None:
    ref = await ask(vault, await vault.escalate(await vault.join()), is_solo=True)
    assert await telling.alarm(await vault.door(), await vault.db(), SILENT) >= len(PEOPLE)
    assert await telling.alarm(await vault.door(), await vault.db(), SILENT) == 0
    queued = await mails(vault, ref)
    opened = [
        json.loads(sealing.unseal(vault.world.secrets["mail_private_key"], row["sealed"]))  # type: ignore[arg-type]
        for row in queued
    ]
    assert sorted(one["to"] for one in opened) == sorted(person.address for person in PEOPLE)
    assert {(one["kind"], one["link"]) for one in opened} == {("vault_alarm", URL)}
    assert not any(b"@example.org" in bytes(row["sealed"]) for row in queued)  # type: ignore[call-overload]


async def test_the_others_hear_of_a_request_that_waits_for_one_of_them(vault: Vault) -> None:
    ref = await ask(vault, await vault.escalate(await vault.join()), "chen")
    await telling.alarm(await vault.door(), await vault.db(), SILENT)
    assert len(await mails(vault, ref)) == len(PEOPLE) - 1


async def test_a_turn_outlives_a_database_that_refuses(vault: Vault) -> None:
    member = await vault.join(is_pulled=False)
    escalation = await vault.escalate(member)
    await ask(vault, escalation)
    tender = Tender(await vault.door(), await vault.db(), SILENT, Holder())
    await vault.world.execute("REVOKE DELETE ON shared.airlock FROM vault_door")
    try:
        await tender.turn()
    finally:
        await vault.world.execute("GRANT DELETE ON shared.airlock TO vault_door")
    assert await settled(vault, escalation) == "taken"
    assert len(await vault.world.fetch("SELECT 1 FROM shared.airlock WHERE member_ref = $1", member)) == 2
    await tender.turn()
    assert await vault.world.fetch("SELECT 1 FROM shared.airlock WHERE member_ref = $1", member) == []
