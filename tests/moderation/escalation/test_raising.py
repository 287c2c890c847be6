"""A guide asks the seniors: told once, logged, and nothing comes back but how it stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from app.kernel.bell import Bell
from app.kernel.ids import Ref
from moderation.escalation import raising
from tests.conftest import Servers, new_world
from tests.moderation.desk.house import Desk, open_desk, plain
from tests.moderation.factories import GOODBYE

ASKED = {
    "reason": "life_at_risk",
    "facts": "A goodbye this evening, with a time and a place named.",
    "tried": "We asked how to reach her; no answer for an hour.",
}


@pytest.fixture(scope="module")
async def house(servers: Servers) -> AsyncIterator[Desk]:
    async with new_world(servers) as world, open_desk(world) as opened:
        yield opened


@pytest.fixture
def desk(house: Desk) -> Desk:
    return house.renewed()


async def raised(desk: Desk, case: str) -> list[dict[str, object]]:
    return await desk.world.fetch("SELECT * FROM shared.escalation WHERE case_ref = $1", case)


async def set_status(desk: Desk, case: str, status: str) -> None:
    db = await desk.world.db("vault_door")
    async with db.writing() as tx:
        connection = await tx._get()
        await connection.execute("UPDATE escalation SET status = $1 WHERE case_ref = $2", status, case)


async def test_a_request_reaches_the_seniors_is_logged_and_leaves_the_case_open(desk: Desk, bell: Bell) -> None:
    case = await desk.waiting(GOODBYE)
    guide = await desk.hire("Maya")
    maya = desk.stranger()
    await maya.sign_in("Maya")
    page = f"/en/cases/{case}/escalation"
    async with bell.listening("escalation") as ear:
        await ear.hear(0.3)
        answer = await maya.send(page, ASKED, page=page)
        assert await ear.hear(5) is not None
    assert answer.headers["location"] == f"/en/cases/{case}?done=raised"
    (row,) = await raised(desk, case)
    assert row["community"] == "en" and row["staff_ref"] == guide and row["staff_name"] == "Maya"
    assert str(row["pseudonym"]).startswith("slow-tide") and row["facts"] == ASKED["facts"]
    (member,) = await desk.world.fetch("SELECT ref FROM en.member WHERE pseudonym = $1", row["pseudonym"])
    assert row["member_ref"] == member["ref"]
    assert (await desk.log(case))[-1] == (guide, "escalation_raised", "life_at_risk")
    (file,) = await desk.world.fetch("SELECT closed_at FROM en.case_file WHERE ref = $1", case)
    assert file["closed_at"] is None
    shown = plain(await maya.open(f"/en/cases/{case}"))
    assert "Waiting for a senior" in shown and ASKED["facts"] not in shown


@pytest.mark.parametrize(
    ("status", "words"),
    [("taken", "Waiting for a second senior"), ("refused", "Refused by a senior"), ("closed", "Closed by the seniors")],
)
async def test_the_case_says_how_the_request_stands(desk: Desk, status: str, words: str) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}/escalation"
    await maya.send(page, ASKED, page=page)
    await set_status(desk, case, status)
    assert words in plain(await maya.open(f"/en/cases/{case}"))


async def test_while_the_seniors_have_a_request_a_second_is_refused(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}/escalation"
    both = await asyncio.gather(*(maya.send(page, ASKED, page=page) for _ in range(2)))
    assert sorted(answer.status_code for answer in both) == [303, 409]
    late = next(answer for answer in both if answer.status_code == 409)
    assert "The seniors have a request about this case already." in plain(late) and ASKED["facts"] in late.text
    await set_status(desk, case, "closed")
    assert (await maya.send(page, ASKED, page=page)).status_code == 303
    assert len(await raised(desk, case)) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "This is needed."),
        ({"reason": "curious"}, "Please check this."),
        ({"facts": "too short"}, "Please use at least 20 characters."),
        ({"tried": ""}, "This is needed."),
        ({"facts": "x" * 4001}, "Please use at most 4000 characters."),
    ],
)
async def test_a_request_that_is_not_whole_raises_nothing(desk: Desk, changes: dict[str, str], said: str) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}/escalation"
    answer = await maya.send(page, ASKED | changes, page=page)
    assert answer.status_code == 422 and said in plain(answer)
    assert await raised(desk, case) == []


async def test_the_desk_cannot_read_or_change_what_was_raised(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}/escalation"
    await maya.send(page, ASKED, page=page)
    for role in ("desk_en", "desk"):
        db = await desk.world.db(role)
        for statement in ("SELECT facts FROM shared.escalation", "UPDATE shared.escalation SET status = 'closed'"):
            async with db.reading() as tx:
                with pytest.raises(Exception, match="permission denied"):
                    await (await tx._get()).execute(statement)
    other = await desk.world.db("desk_fr")
    async with other.reading() as tx:
        assert await raising.of_case(tx, Ref(case)) == ()
