"""Joining in the database, as the board's own role."""

from __future__ import annotations

import asyncio

import pytest

from app.kernel import sealing
from app.kernel.errors import Invalid, Unavailable
from app.members import joining
from tests.app.members.applicants import GROUP_PRIVATE, PASSWORD, applicant, count, join, settings_of, tokens_of
from tests.conftest import World


async def test_joining_leaves_a_pending_member_a_claim_two_envelopes_and_one_mail(world: World) -> None:
    await join(world, applicant())
    (member,) = await world.fetch("SELECT * FROM en.member WHERE affiliation <> 'team'")
    assert (member["status"], member["pseudonym"], member["affiliation"]) == ("pending", "Quiet Cedar", "veteran")
    assert await count(world, "shared.email_claim") == await count(world, "shared.outbox") == 1
    rows = await world.fetch("SELECT kind, octet_length(sealed) AS size FROM shared.airlock ORDER BY kind")
    assert [(row["kind"], row["size"]) for row in rows] == [("address", 609), ("registration", 609)]


async def test_the_envelopes_hold_what_was_typed_and_the_hour_but_not_the_minute(world: World) -> None:
    await join(world, applicant())
    (member,) = await world.fetch("SELECT ref FROM en.member WHERE affiliation <> 'team'")
    rows = await world.fetch("SELECT sealed FROM shared.airlock ORDER BY kind")
    vault = world.secrets["vault_private_key"]
    opened = [
        sealing.open_inner(sealing.open_outer(bytes(row["sealed"]), vault_private=vault), group_private=GROUP_PRIVATE)
        for row in rows
    ]
    named = {"member": member["ref"], "community": "en", "epoch": 1}
    assert opened == [
        {**named, "ip": "203.0.113.9", "hour": "2026-11-20T12:00:00+00:00"},
        {**named, "phone": "+16135550123", "postal": "K1A 0B1", "email": "lou@example.org", "dob": "1985-06-30"},
    ]


async def test_no_table_of_the_board_holds_an_address_a_number_or_a_password(world: World) -> None:
    await join(world, applicant())
    for schema, table in [("en", "member"), ("en", "token"), ("shared", "email_claim"), ("shared", "outbox"),
                          ("shared", "airlock"), ("shared", "job"), ("en", "job"), ("en", "log"), ("shared", "log")]:  # fmt: skip
        rows = str(await world.fetch(f"SELECT * FROM {schema}.{table}"))
        for secret in ("lou@example.org", "6135550123", "K1A", "1985", "203.0.113", PASSWORD):
            assert secret not in rows, (table, secret)


async def test_a_known_address_gets_a_mail_and_no_second_account(world: World) -> None:
    await join(world, applicant())
    await join(world, applicant("Blue Heron", "LOU@example.org "))
    await join(world, applicant("Blue Heron", community="fr"))
    assert await count(world, "en.member") == 1
    assert await count(world, "fr.member") == 0
    assert await count(world, "shared.outbox") == 3
    assert (await tokens_of(world))[1:] == ["reset", ""]  # here: get back in; elsewhere: the first page, unsaid which


async def test_sending_the_form_twice_is_one_member_and_one_mail(world: World) -> None:
    await join(world, applicant())
    with pytest.raises(Invalid):
        await join(world, applicant())
    await join(world, applicant("Blue Heron", nonce=applicant().nonce))
    assert await count(world, "shared.outbox") == 1


async def test_two_at_once_with_one_name_make_one_member(world: World) -> None:
    both = [join(world, applicant("Quiet Cedar", f"{who}@example.org")) for who in ("one", "two")]
    both.append(join(world, applicant("qu1et-CEDAR", "three@example.org")))
    results = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Invalid", "Invalid", "NoneType"]
    assert await count(world, "en.member") == await count(world, "shared.email_claim") == 1


async def test_two_at_once_with_one_address_make_one_member(world: World) -> None:
    await asyncio.gather(join(world, applicant("Quiet Cedar")), join(world, applicant("Blue Heron")))
    assert await count(world, "en.member") == 1


async def test_a_refused_name_or_password_leaves_nothing(world: World) -> None:
    for who in (applicant("Lou"), applicant(password="passwordpassword")):
        with pytest.raises(Invalid):
            await join(world, who)
    assert await count(world, "shared.email_claim") == 0


async def test_nobody_joins_before_the_seniors_made_their_key(world: World) -> None:
    db = await world.db("board_en")
    with pytest.raises(Unavailable):
        async with db.writing() as tx:
            await joining.join(tx, applicant(), settings_of(world, group=""))
    assert await count(world, "en.member") == 0
