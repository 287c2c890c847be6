"""Who is on and who is called, as the page says it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE


async def test_a_guide_starts_a_shift_and_ends_it(desk: Desk) -> None:
    maya = await desk.person("Maya")
    assert "Nobody is on. Nobody is on call." in plain(await maya.open("/"))
    started = await maya.send("/shift/starts", {"where": "en", "hours": "6"}, page="/shift")
    assert started.headers["location"] == "/shift?done=started"
    page = plain(await maya.open("/shift"))
    assert "Maya is on until" in page and "Nobody is on call. The leads are called instead." in page
    again = await maya.send("/shift/starts", {"where": "en", "hours": "6"}, page="/shift")
    assert again.status_code == 409 and "You are on already." in plain(again)
    await maya.send("/shift/ends", {}, page="/shift")
    assert "Maya is on" not in plain(await maya.open("/shift"))


async def test_a_shift_ends_by_itself(desk: Desk) -> None:
    maya = await desk.person("Mara")
    await maya.send("/shift/starts", {"where": "en", "hours": "2"}, page="/shift")
    await desk.world.execute(
        "UPDATE shared.shift SET starts_at = now() - interval '3 hours', started_at = now() - interval '3 hours',"
        " ends_at = now() - interval '1 second' WHERE staff_id = (SELECT id FROM shared.staff WHERE login = $1)",
        desk.login("Mara"),
    )
    assert "Mara is on" not in plain(await maya.open("/shift"))
    again = await maya.send("/shift/starts", {"where": "en", "hours": "2"}, page="/shift")
    assert again.status_code == 303


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"where": "fr", "hours": "4"}, "Choose a community that you work in."),
        ({"where": "en", "hours": "13"}, "Please check this."),
        ({"where": "", "hours": "4"}, "This is needed."),
    ],
)
async def test_what_cannot_be_a_shift_is_refused(desk: Desk, data: dict[str, str], sentence: str) -> None:
    maya = await desk.person("Mina")
    answer = await maya.send("/shift/starts", data, page="/shift")
    assert answer.status_code == 422 and sentence in plain(answer)


async def test_being_on_call_begins_at_its_hour_by_itself(desk: Desk) -> None:
    maya = await desk.person("Orla", languages=("en", "fr"))
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    plan = {"where": "en+fr", "day": tomorrow, "hour": "18:00", "hours": "8", "on_call": "yes"}
    assert (await maya.send("/shift/plans", plan, page="/shift")).headers["location"] == "/shift?done=planned"
    assert "Orla, on call" in plain(await maya.open("/shift"))
    await desk.world.execute(
        "UPDATE shared.shift SET starts_at = now() - interval '1 hour', ends_at = now() + interval '7 hours'"
        " WHERE staff_id = (SELECT id FROM shared.staff WHERE login = $1)",
        desk.login("Orla"),
    )
    page = plain(await maya.open("/shift"))
    assert "Orla is on call until" in page and "There is no address to call." in page
    assert "Orla is on until" not in page, "being on needs the person"


@pytest.mark.parametrize("changes", [{"day": "2020-01-01"}, {"day": "2026-02-31"}, {"hour": "25:00"}])
async def test_a_plan_needs_a_moment_that_comes(desk: Desk, changes: dict[str, str]) -> None:
    maya = await desk.person("Odile")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    plan = {"where": "en", "day": tomorrow, "hour": "18:00", "hours": "8"} | changes
    answer = await maya.send("/shift/plans", plan, page="/shift")
    assert answer.status_code == 422
    assert f'value="{plan["hour"]}"' in answer.text, "what was typed stays"


async def test_nobody_starts_or_drops_a_colleague_s_plan(desk: Desk) -> None:
    maya, lena = await desk.person("Mona"), await desk.person("Lena", "lead")
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    await maya.send("/shift/plans", {"where": "en", "day": tomorrow, "hour": "18:00", "hours": "8"}, page="/shift")
    (row,) = await desk.world.fetch(
        "SELECT f.ref FROM shared.shift AS f JOIN shared.staff AS s ON s.id = f.staff_id WHERE s.login = $1",
        desk.login("Mona"),
    )
    for act in ("start", "cancellation"):
        assert (await lena.send(f"/shift/plans/{row['ref']}/{act}", {}, page="/shift")).status_code == 404
    assert (await maya.send(f"/shift/plans/{row['ref']}/start", {}, page="/shift")).status_code == 303
    assert "Mona is on until" in plain(await lena.open("/shift"))


async def test_an_address_is_kept_where_the_desk_cannot_read_it(desk: Desk) -> None:
    maya = await desk.person("Mabel")
    kept = await maya.send("/shift/address", {"address": "maya@night.example"}, page="/shift")
    assert kept.headers["location"] == "/shift?done=sealed"
    assert "maya@night" not in (await maya.open("/shift")).text
    rows = await desk.world.fetch("SELECT sealed FROM shared.staff_alarm")
    assert rows and not any(b"night" in row["sealed"] for row in rows)  # type: ignore[operator]
    wrong = await maya.send("/shift/address", {"address": "a@night.example, b@night.example"}, page="/shift")
    assert wrong.status_code == 422 and "Please enter one mail address." in plain(wrong)
    await maya.send("/shift/address/removal", {}, page="/shift")
    assert "An address has been kept" not in plain(await maya.open("/shift"))


@pytest.mark.parametrize("role", ["admin", "partner"])
async def test_the_shift_is_no_page_of_other_roles(desk: Desk, role: str) -> None:
    paul = await desk.person("Paul", role)
    case = await desk.waiting(GOODBYE)
    for path in ("/shift", "/en/handover", f"/en/cases/{case}/promises"):
        assert (await paul.open(path)).status_code == 404, path
    assert (await paul.send("/shift/starts", {"where": "en", "hours": "2"}, page="/")).status_code == 404
