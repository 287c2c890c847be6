from __future__ import annotations

import asyncio

import pytest

from app.kernel.db import IntegrityError, broken_rule
from app.kernel.errors import Conflict
from moderation.vault import asking, opening, store
from moderation.vault.model import Escalation, Opening
from tests.conftest import rolled_back
from tests.moderation.vault.conftest import Vault

WORDS = "A last message was posted ten minutes ago."


async def asked(vault: Vault, by: str = "amelie", *, is_solo: bool = False) -> Opening:
    escalation = await vault.escalate(await vault.join())
    return await vault.opening(await ask(vault, escalation, by, is_solo=is_solo))


async def ask(vault: Vault, escalation: Escalation, by: str = "amelie", *, is_solo: bool = False) -> str:
    async with (await vault.db()).writing() as tx:
        return await asking.ask(
            tx, escalation, by=vault.seniors[by], reason="life_at_risk", words=WORDS, is_solo=is_solo
        )


async def answer(vault: Vault, one: Opening, by: str, *, is_granted: bool = True, words: str = "") -> None:
    async with (await vault.db()).writing() as tx:
        await asking.answer(tx, one, by=vault.seniors[by], is_granted=is_granted, words=words)


async def test_asking_is_written_down_and_opens_nothing(vault: Vault) -> None:
    one = await asked(vault)
    assert one.state == "asked"
    assert [row["code"] for row in await vault.log("opening_asked", one.ref)] == [f"life_at_risk {one.escalation_ref}"]
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(Conflict):
            await opening.disclose(tx, one, by=vault.seniors["amelie"], field="phone")


async def test_nobody_grants_their_own_request_and_the_database_refuses_it_too(vault: Vault) -> None:
    one = await asked(vault)
    with pytest.raises(Conflict, match="second senior"):
        await answer(vault, one, "amelie")
    by = vault.seniors["amelie"].id
    for is_solo, rule in ((False, "answer_by_another"), (True, "answer_to")):
        async with rolled_back(vault.world, "vault") as tx:
            with pytest.raises(IntegrityError) as refused:
                await tx.run(asking.Q.answer, one.id, by, is_solo, by, True, "")
        assert broken_rule(refused.value) == rule
    async with rolled_back(vault.world, "vault") as tx:
        other = vault.seniors["chen"].id
        with pytest.raises(IntegrityError) as refused:  # somebody else's name in the place of the one who asked
            await tx.run(asking.Q.answer, one.id, other, False, by, True, "")
    assert broken_rule(refused.value) == "answer_to"
    assert (await vault.opening(one.ref)).state == "asked"


async def test_two_seniors_answering_at_once_make_one_grant(vault: Vault) -> None:
    for _ in range(5):
        one = await asked(vault)
        done = await asyncio.gather(
            answer(vault, one, "bashir"),
            answer(vault, one, "chen"),
            answer(vault, one, "chen", is_granted=False, words="Not enough."),
            return_exceptions=True,
        )
        assert sorted(type(one).__name__ for one in done) == ["Conflict", "Conflict", "NoneType"]
        async with rolled_back(vault.world, "vault") as tx:
            with pytest.raises(IntegrityError) as refused:
                await tx.run(asking.Q.answer, one.id, one.requester_id, False, vault.seniors["chen"].id, True, "")
        assert broken_rule(refused.value) == "answer_pkey"


async def test_two_seniors_asking_at_once_make_one_request(vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    done = await asyncio.gather(
        *(ask(vault, escalation, by) for by in ("amelie", "bashir", "chen")), return_exceptions=True
    )
    assert sum(isinstance(one, Conflict) for one in done) == 2


async def test_an_answer_that_comes_too_late_grants_nothing(vault: Vault) -> None:
    one = await asked(vault)
    await vault.world.execute(
        "UPDATE vault.opening SET answer_by = now() - interval '1 second' WHERE id = $1", one.id, is_vault=True
    )
    with pytest.raises(Conflict):
        await answer(vault, one, "bashir")
    escalation = await escalation_of(vault, one)
    again = await vault.opening(await ask(vault, escalation))
    assert (again.number, again.state) == (2, "asked")


async def test_a_refusal_says_why_and_a_second_request_keeps_the_first(vault: Vault) -> None:
    one = await asked(vault)
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(Conflict):
            await asking.answer(tx, one, by=vault.seniors["bashir"], is_granted=False)
    await answer(vault, one, "bashir", is_granted=False, words="Call the number they gave first.")
    with pytest.raises(Conflict):
        await answer(vault, one, "chen")
    escalation = await escalation_of(vault, one)
    again = await ask(vault, escalation, "chen")
    async with (await vault.db()).reading() as tx:
        states = [(one.ref, one.state) for one in await store.openings_of(tx, escalation.ref)]
    assert states == [(again, "asked"), (one.ref, "refused")]


@pytest.mark.parametrize("reason", ["child_at_risk", "threat_to_others", "member_asked"])
async def test_opening_alone_is_only_for_a_life_at_risk(vault: Vault, reason: str) -> None:
    escalation = await vault.escalate(await vault.join(), reason=reason)
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(IntegrityError) as refused:
            await asking.ask(tx, escalation, by=vault.seniors["amelie"], reason=reason, words=WORDS, is_solo=True)
    assert broken_rule(refused.value) == "opening_solo_danger"


async def test_nothing_is_asked_about_a_request_that_is_closed(vault: Vault) -> None:
    escalation = await vault.escalate(await vault.join())
    async with (await vault.db()).writing() as tx:
        await asking.set_aside(tx, escalation, by=vault.seniors["chen"], words="They wrote that they are well.")
    with pytest.raises(Conflict):
        await ask(vault, escalation)
    one = await asked(vault)
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(Conflict):
            await asking.set_aside(tx, await escalation_of(vault, one), by=vault.seniors["chen"], words="Later.")


async def escalation_of(vault: Vault, one: Opening) -> Escalation:
    async with (await vault.door()).reading() as door:
        found = await store.find_escalation(door, one.escalation_ref)
    assert found is not None
    return found
