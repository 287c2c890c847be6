from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette

from app.kernel.db import IntegrityError, RaisedError, administering, broken_rule
from app.kernel.errors import Conflict
from moderation.vault import opening
from moderation.vault.holding import Holder
from moderation.vault.model import Opening
from tests.conftest import rolled_back
from tests.moderation.vault.browsing import Browser, signed_in
from tests.moderation.vault.conftest import FACTS, PEOPLE, Vault
from tests.moderation.vault.test_asking import answer, asked

NUMBER = "613 555"
LOG_RIGHT = "INSERT (actor, verb, subject, code) ON vault.log"


async def granted(vault: Vault) -> Opening:
    one = await asked(vault)
    await answer(vault, one, "bashir")
    return await vault.opening(one.ref)


async def disclose(vault: Vault, one: Opening, field: str = "phone") -> opening.Disclosure:
    async with (await vault.db()).writing() as tx:
        return await opening.disclose(tx, one, by=vault.seniors["amelie"], field=field)


@asynccontextmanager
async def unlocked(app: Starlette, vault: Vault) -> AsyncIterator[tuple[Browser, Opening]]:
    one = await granted(vault)
    async with signed_in(app, vault, "amelie") as amelie:
        await amelie.send(f"/openings/{one.ref}", f"/openings/{one.ref}/keys", passphrase=PEOPLE[0].passphrase)
        yield amelie, one


async def show(amelie: Browser, one: Opening, status: int = 200, field: str = "phone") -> httpx.Response:
    html = await amelie.get(f"/openings/{one.ref}")
    return await amelie.post(f"/openings/{one.ref}/disclosures", html, status, detail=field)


async def shown(vault: Vault, one: Opening) -> list[dict[str, object]]:
    return await vault.world.fetch(
        "SELECT field, log_id FROM vault.disclosure WHERE opening_id = $1", one.id, is_vault=True
    )


async def test_the_entry_is_committed_before_the_value_exists(app: Starlette, vault: Vault) -> None:
    async with unlocked(app, vault) as (amelie, one):
        html = await amelie.get(f"/openings/{one.ref}")
        async with administering(vault.world.admin_url(is_vault=True)) as spy, spy.transaction():
            # Whoever writes the ledger queues for this lock; while it is held no entry can be made.
            await spy.execute("SELECT pg_advisory_xact_lock('vault.log'::regclass::bigint)")
            path = f"/openings/{one.ref}/disclosures"
            request = asyncio.create_task(amelie.post(path, html, 200, detail="phone"))
            await asyncio.sleep(0.7)
            assert not request.done()
            assert await shown(vault, one) == []
        answered = await request
    assert NUMBER in answered.text
    entries = await vault.log("field_shown", one.ref)
    assert [row["log_id"] for row in await shown(vault, one)] == [row["id"] for row in entries]


async def test_an_envelope_that_does_not_fit_shows_nothing_and_is_written_down(app: Starlette, vault: Vault) -> None:
    async with unlocked(app, vault) as (amelie, one):
        await vault.world.execute(
            "UPDATE vault.record SET sealed = $2 WHERE member_ref = $1 AND kind = 'registration'",
            one.member_ref,
            vault.envelope({"member": "somebodyelse22", "epoch": 1} | FACTS),
            is_vault=True,
        )
        answered = await show(amelie, one)
    assert "could not be read" in answered.text
    assert NUMBER not in answered.text
    assert len(await vault.log("field_shown", one.ref)) == 1
    assert len(await vault.log("field_unreadable", one.ref)) == 1


async def test_a_ledger_that_cannot_be_written_means_nothing_opens(app: Starlette, vault: Vault) -> None:
    waiting = await asked(vault)
    async with unlocked(app, vault) as (amelie, one):
        escalation = await vault.escalate(await vault.join())
        await vault.world.execute(f"REVOKE {LOG_RIGHT} FROM vault", is_vault=True)
        try:
            answered = await show(amelie, one, 500)
            assert NUMBER not in answered.text
            assert "Quiet Harbour" not in await amelie.get(f"/escalations/{escalation.ref}", 500)
            with pytest.raises(Exception, match="permission denied"):
                await answer(vault, waiting, "bashir")
        finally:
            await vault.world.execute(f"GRANT {LOG_RIGHT} TO vault", is_vault=True)
        assert await shown(vault, one) == []
        assert (await vault.opening(waiting.ref)).state == "asked"
        assert NUMBER in (await show(amelie, one)).text


async def test_a_grant_that_ran_out_shows_nothing(app: Starlette, vault: Vault) -> None:
    async with unlocked(app, vault) as (amelie, one):
        html = await amelie.get(f"/openings/{one.ref}")
        await vault.world.execute(
            "UPDATE vault.answer SET answered_at = answered_at - interval '16 minutes', "
            "ends_at = ends_at - interval '16 minutes' WHERE opening_id = $1",
            one.id,
            is_vault=True,
        )
        late = await amelie.post(f"/openings/{one.ref}/disclosures", html, 409, detail="phone")
        assert NUMBER not in late.text
        assert "The 15 minutes are over." in await amelie.get(f"/openings/{one.ref}")
    assert await shown(vault, one) == []
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(RaisedError, match="opening_over"):
            await tx.run(opening.Q.disclose, one.id, "phone", 1)


async def test_any_senior_writes_the_outcome_that_the_requester_left_out(app: Starlette, vault: Vault) -> None:
    one = await granted(vault)
    async with signed_in(app, vault, "chen") as chen:
        page, closing = f"/escalations/{one.escalation_ref}", f"/openings/{one.ref}/closing"
        outcome = {"outcome": "not_found", "closing_words": "Handed over by telephone."}
        assert closing not in await chen.get(page)
        await chen.post(closing, await chen.get(page), 404, **outcome)
        await vault.world.execute(
            "UPDATE vault.answer SET answered_at = answered_at - interval '16 minutes', "
            "ends_at = ends_at - interval '16 minutes' WHERE opening_id = $1",
            one.id,
            is_vault=True,
        )
        await chen.send(page, closing, **outcome)
    assert (await vault.opening(one.ref)).state == "closed"


async def test_each_field_is_shown_once_also_when_asked_twice_at_once(vault: Vault) -> None:
    one = await granted(vault)
    done = await asyncio.gather(*(disclose(vault, one) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(each, opening.Disclosure) for each in done) == 1
    assert len(await vault.log("field_shown", one.ref)) == 1
    assert sum("shown once" in str(each) for each in done) == 3
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(IntegrityError) as refused:
            await tx.run(opening.Q.disclose, one.id, "phone", 1)
    assert broken_rule(refused.value) == "disclosure_pkey"
    for field in ("email", "postal_code", "birth_date", "addresses"):
        await disclose(vault, one, field)
    with pytest.raises(Conflict):
        await disclose(vault, one, "password")


async def test_a_field_without_an_entry_or_a_grant_is_refused_by_the_database(vault: Vault) -> None:
    one, waiting = await granted(vault), await asked(vault)
    for subject, entry, rule in ((one, 10**9, "disclosure_log_id_fkey"), (waiting, 1, "opening_over")):
        async with rolled_back(vault.world, "vault") as tx:
            with pytest.raises((IntegrityError, RaisedError)) as refused:
                await tx.run(opening.Q.disclose, subject.id, "phone", entry)
        assert rule in (broken_rule(refused.value), str(refused.value))


async def test_a_closed_opening_shows_nothing_and_stays_closed(vault: Vault) -> None:
    one = await granted(vault)
    by = vault.seniors["amelie"]
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(Conflict):
            await opening.close(tx, one, by=by, outcome="withdrawn", words="Not so simple.")
    async with (await vault.db()).writing() as tx:
        await opening.close(tx, one, by=by, outcome="reached", words="Spoke by telephone.")
    with pytest.raises(Conflict):
        await disclose(vault, one)
    async with rolled_back(vault.world, "vault") as tx:
        with pytest.raises(Conflict):
            await opening.close(tx, one, by=by, outcome="not_found", words="Another story.")


async def test_a_review_is_for_what_was_opened_alone_and_by_somebody_else(vault: Vault) -> None:
    alone, together = await asked(vault, is_solo=True), await granted(vault)
    assert (alone.state, alone.needs_review, together.needs_review) == ("open", True, False)
    words = "Read the case again; nothing less would do."
    for subject, by, said in ((alone, "amelie", words), (together, "chen", words), (alone, "chen", "fine")):
        async with rolled_back(vault.world, "vault") as tx:
            with pytest.raises(Conflict):
                await opening.review(tx, subject, by=vault.seniors[by], finding="fitting", words=said)
    async with (await vault.db()).writing() as tx:
        await opening.review(tx, alone, by=vault.seniors["chen"], finding="not_fitting", words=words)
    assert (await vault.opening(alone.ref)).needs_review is False


def test_a_held_key_belongs_to_one_sign_in_and_runs_out() -> None:
    holder = Holder()
    holder.hold("one", b"first", epoch=1, private="key", seconds=60)
    holder.hold("two", b"first", epoch=1, private="key", seconds=-1)
    assert holder.key_for("one", b"first") == (1, "key")
    assert holder.key_for("one", b"other") is None
    assert holder.key_for("two", b"first") is None
    holder.drop_session(b"first")
    assert holder.key_for("one", b"first") is None
