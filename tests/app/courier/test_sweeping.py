"""What has outlived its purpose goes, and nothing else does."""

from __future__ import annotations

from app.courier.sweeping import sweep
from tests.app.courier.mailserver import job_states, outbox, queue
from tests.conftest import World

MEMBER = (
    "INSERT INTO {place}.member (ref, pseudonym, pseudonym_key, affiliation, password_hash, status, joined_at,"
    " activated_at) VALUES ($1, $2, $2, 'veteran', 'x', $3, now() - $4::interval, now())"
)
CLAIM = "INSERT INTO shared.email_claim (digest, community, member_ref) VALUES (sha256($1::bytea), $2, $3)"


async def add(world: World, name: str, status: str, hours: int, place: str = "en") -> None:
    from datetime import timedelta

    ref = name.ljust(14, "x")
    await world.execute(MEMBER.format(place=place), ref, name, status, timedelta(hours=hours))
    await world.execute(CLAIM, name.encode(), place, ref)


async def names(world: World, place: str = "en") -> list[object]:
    return [
        row["pseudonym"]
        for row in await world.fetch(f"SELECT pseudonym FROM {place}.member WHERE affiliation <> 'team' ORDER BY id")
    ]


async def test_a_registration_nobody_activated_leaves_nothing_after_48_hours(world: World) -> None:
    await add(world, "late", "pending", 49)
    await add(world, "fresh", "pending", 47)
    await add(world, "active", "active", 500)
    await add(world, "tard", "pending", 49, "fr")
    swept = await sweep(await world.db("courier"), ("en", "fr"))
    assert swept.registrations == 2
    assert await names(world) == ["fresh", "active"]
    assert await names(world, "fr") == []
    claims = await world.fetch("SELECT member_ref FROM shared.email_claim ORDER BY member_ref")
    assert [row["member_ref"] for row in claims] == ["active".ljust(14, "x"), "fresh".ljust(14, "x")]


async def test_an_address_that_could_not_be_reached_is_forgotten_after_an_hour(world: World) -> None:
    await queue(world, key="old")
    await queue(world, key="new")
    await world.execute("UPDATE shared.outbox SET queued_at = now() - interval '61 minutes' WHERE key = 'old'")
    swept = await sweep(await world.db("courier"), ("en", "fr"))
    assert swept.unsent == 1
    assert [row["key"] for row in await outbox(world)] == ["new"]
    assert len(await job_states(world)) == 1


async def test_a_sent_mail_keeps_its_key_for_a_month(world: World) -> None:
    for key, days in (("young", 29), ("old", 31)):
        await queue(world, key=key)
        await world.execute(
            "UPDATE shared.outbox SET sealed = '', sent_at = now() - make_interval(days => $2) WHERE key = $1",
            key,
            days,
        )
    assert (await sweep(await world.db("courier"), ("en", "fr"))).sent == 1
    assert [row["key"] for row in await outbox(world)] == ["young"]


async def test_ended_sign_ins_used_links_and_old_cut_outs_go(world: World) -> None:
    await add(world, "aline", "active", 1)
    await world.execute(
        "INSERT INTO en.session (digest, member_id, ends_at)"
        " SELECT sha256(n::text::bytea), m.id, now() + make_interval(hours => n) FROM en.member AS m,"
        " unnest(ARRAY[-1, 1]) AS n WHERE m.affiliation <> 'team'"
    )
    await world.execute(
        "INSERT INTO en.token (digest, member_id, purpose, ends_at)"
        " SELECT sha256(n::text::bytea), m.id, 'reset', now() + make_interval(hours => n) FROM en.member AS m,"
        " unnest(ARRAY[-25, -1]) AS n WHERE m.affiliation <> 'team'"
    )
    await sweep(await world.db("courier"), ("en", "fr"))
    (left,) = await world.fetch(
        "SELECT (SELECT count(*) FROM en.session) AS sessions, (SELECT count(*) FROM en.token) AS tokens"
    )
    assert left == {"sessions": 1, "tokens": 1}


async def test_the_log_holds_the_counts_and_nobody(world: World) -> None:
    await add(world, "late", "pending", 49)
    await sweep(await world.db("courier"), ("en", "fr"))
    (row,) = await world.fetch("SELECT actor, verb, subject, code FROM shared.log")
    assert row == {
        "actor": "courier",
        "verb": "sweep",
        "subject": "retention",
        "code": "registrations=1 unsent=0 sent=0",
    }


async def test_sweeping_twice_over_one_connection_reaches_both_communities(world: World) -> None:
    db = await world.db("courier")
    await sweep(db, ("en", "fr"))
    for place in ("en", "fr"):
        await add(world, f"late-{place}", "pending", 49, place)
    assert (await sweep(db, ("en", "fr"))).registrations == 2
