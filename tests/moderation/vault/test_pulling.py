from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.kernel.db import administering
from app.kernel.ids import new_ref
from moderation.vault import pulling
from tests.conftest import World
from tests.moderation.vault.conftest import FACTS, Vault


async def kept(vault: Vault, member: str, kind: str) -> list[dict[str, object]]:
    return await vault.world.fetch(
        "SELECT id, sealed, arrived_at FROM vault.record WHERE member_ref = $1 AND kind = $2 ORDER BY arrived_at DESC",
        member,
        kind,
        is_vault=True,
    )


async def waiting(vault: Vault, member: str) -> list[dict[str, object]]:
    return await vault.world.fetch("SELECT id FROM shared.airlock WHERE member_ref = $1", member)


async def test_envelopes_come_in_as_they_are_and_leave_the_airlock(vault: Vault) -> None:
    member = await vault.join(is_pulled=False)
    before = await vault.world.fetch("SELECT id, sealed FROM shared.airlock WHERE member_ref = $1", member)
    await pulling.pull(await vault.door(), await vault.db())
    after = [*await kept(vault, member, "registration"), *await kept(vault, member, "address")]
    assert {(row["id"], row["sealed"]) for row in after} == {(row["id"], row["sealed"]) for row in before}
    assert await waiting(vault, member) == []


async def test_a_row_that_comes_back_after_a_crash_is_known(vault: Vault) -> None:
    member = await vault.join()
    rows = await vault.world.fetch("SELECT * FROM vault.record WHERE member_ref = $1", member, is_vault=True)
    for row in rows:
        await vault.world.execute(
            "INSERT INTO shared.airlock (id, community, member_ref, kind, sealed, arrived_at) VALUES ($1, $2, $3, $4, $5, $6)",
            *(row[name] for name in ("id", "community", "member_ref", "kind", "sealed", "arrived_at")),
        )
    await pulling.pull(await vault.door(), await vault.db())
    assert await waiting(vault, member) == []
    again = await vault.world.fetch("SELECT * FROM vault.record WHERE member_ref = $1", member, is_vault=True)
    assert sorted(again, key=str) == sorted(rows, key=str)
    assert await vault.log("record_doubled", str(rows[0]["id"])) == []


async def test_a_second_registration_does_not_replace_the_first(vault: Vault) -> None:
    member = await vault.join()
    first = await kept(vault, member, "registration")
    await vault.seal("en", member, "registration", {"member": member, "epoch": 1} | FACTS | {"phone": "none"})
    second = await waiting(vault, member)
    await pulling.pull(await vault.door(), await vault.db())
    assert await kept(vault, member, "registration") == first
    assert len(await vault.log("record_doubled", str(second[0]["id"]))) == 1


async def test_only_the_last_five_addresses_are_kept_and_none_over_thirty_days(vault: Vault) -> None:
    member = await vault.join()
    now = datetime.now(UTC)
    async with administering(vault.world.admin_url()) as admin:
        for hours in range(1, 9):
            await admin.execute(
                "INSERT INTO shared.airlock (community, member_ref, kind, sealed, arrived_at) VALUES ('en', $1, 'address', $2, $3)",
                member,
                vault.envelope({"member": member, "ip": f"192.0.2.{hours}"}),
                now + timedelta(hours=hours),
            )
    await pulling.pull(await vault.door(), await vault.db())
    ring = await kept(vault, member, "address")
    assert [row["arrived_at"] for row in ring] == [now + timedelta(hours=hours) for hours in (8, 7, 6, 5, 4)]
    await vault.world.execute(
        "UPDATE vault.record SET arrived_at = now() - interval '31 days' WHERE id = $1", ring[0]["id"], is_vault=True
    )
    await pulling.forget_addresses(await vault.db())
    assert len(await kept(vault, member, "address")) == 4
    assert len(await kept(vault, member, "registration")) == 1


async def test_before_the_ceremony_the_airlock_keeps_what_came(world: World) -> None:
    member = new_ref()
    async with administering(world.url("board_en")) as board:
        await board.execute("SELECT seal_in($1, 'registration', $2)", member, bytes(609))
    assert await pulling.pull(await world.db("vault_door"), await world.db("vault")) == 0
    assert len(await world.fetch("SELECT 1 FROM shared.airlock")) == 1


async def test_a_failing_vault_loses_nothing(vault: Vault) -> None:
    member = await vault.join(is_pulled=False)
    await vault.world.execute("REVOKE INSERT ON vault.record FROM vault", is_vault=True)
    await vault.world.execute(
        "REVOKE INSERT (id, community, member_ref, kind, epoch, sealed, arrived_at) ON vault.record FROM vault",
        is_vault=True,
    )
    try:
        for _ in range(2):
            with pytest.raises(Exception, match="permission denied"):
                await pulling.pull(await vault.door(), await vault.db())
        assert len(await waiting(vault, member)) == 2
    finally:
        await vault.world.execute(
            "GRANT INSERT (id, community, member_ref, kind, epoch, sealed, arrived_at) ON vault.record TO vault",
            is_vault=True,
        )
    await pulling.pull(await vault.door(), await vault.db())
    assert await waiting(vault, member) == []
    assert len(await kept(vault, member, "registration")) == 1
