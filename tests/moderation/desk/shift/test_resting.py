"""Gentle to whoever sits here, and nobody else's business."""

from __future__ import annotations

import itertools
import re

import pytest

from moderation.desk.listing import is_heavy
from moderation.desk.routes import ROUTES
from tests.moderation.desk.house import Desk, Person, plain
from tests.moderation.factories import GOODBYE, PHONE

BREAK = "This would be a good moment for a break."
AGO = (
    "UPDATE shared.shift SET starts_at = now() - make_interval(mins => $2), started_at = now() - make_interval(mins => $2)"
    " WHERE staff_id = (SELECT id FROM shared.staff WHERE login = $1)"
)
NUMBER = re.compile(r"You have opened (\d+) heavy text")


async def on_shift(desk: Desk, name: str, *, minutes: int = 0) -> Person:
    guide = await desk.person(name)
    await guide.send("/shift/starts", {"where": "en", "hours": "8"}, page="/shift")
    await desk.world.execute(AGO, desk.login(name), minutes)
    return guide


async def count_of(guide: Person) -> int:
    found = NUMBER.search(plain(await guide.open("/shift")))
    return int(found[1]) if found else 0


async def test_heavy_texts_are_counted_for_their_reader_only(desk: Desk) -> None:
    heavy, light = await desk.waiting(GOODBYE), await desk.waiting(PHONE)
    maya, noor = await on_shift(desk, "Maya"), await on_shift(desk, "Noor")
    for _ in range(2):
        await maya.open(f"/en/cases/{heavy}")
    await maya.open(f"/en/cases/{light}")
    assert (await count_of(maya), await count_of(noor)) == (1, 0)


async def test_nobody_else_is_shown_a_count_on_any_page(desk: Desk) -> None:
    """Every page that a lead and an admin may open says the same, whatever a colleague has read."""
    heavy = await desk.waiting(GOODBYE)
    maya = await on_shift(desk, "Maya")
    lena, paul = await desk.person("Lena", "lead"), await desk.person("Paul", "admin")
    await maya.open(f"/en/cases/{heavy}")
    await maya.send("/shift/easier", {"switch": "on"}, page="/shift")
    pages = {route.path for route in ROUTES if "GET" in (route.methods or ())}  # type: ignore[attr-defined]
    seen = 0
    for path in sorted(path.replace("{community}", "en") for path in pages if "{ref}" not in path):
        if path.endswith("/live") or "{" in path:
            continue
        for person in (lena, paul):
            answer = await person.open(path)
            seen += answer.status_code == 200
            assert not NUMBER.search(plain(answer)), path
            assert "Easier items until" not in plain(answer), path
    assert seen > 10


@pytest.mark.parametrize("login", ["desk", "desk_en", "desk_fr", "screener_en", "board_en", "courier"])
@pytest.mark.parametrize("table", ["heavy_read", "staff_rest"])
async def test_no_login_reads_what_is_a_guide_s_own(desk: Desk, login: str, table: str) -> None:
    db = await desk.world.db(login)
    with pytest.raises(Exception, match="permission denied"):
        async with db.reading() as tx:
            await (await tx._get()).fetch(f"SELECT * FROM shared.{table}")


async def test_the_count_answers_to_a_live_session_only(desk: Desk) -> None:
    heavy = await desk.waiting(GOODBYE)
    maya = await on_shift(desk, "Maya")
    await maya.open(f"/en/cases/{heavy}")
    db = await desk.world.db("desk")
    (row,) = await desk.world.fetch(
        "SELECT e.digest FROM shared.staff_session AS e JOIN shared.staff AS s ON s.id = e.staff_id WHERE s.login = $1",
        desk.login("Maya"),
    )
    async with db.reading() as tx:
        get = await tx._get()
        assert await get.fetchval("SELECT heavy FROM own_rest($1)", row["digest"]) == 1
        assert await get.fetch("SELECT heavy FROM own_rest(NULL)") == []
        await maya.send("/sign-out", {}, page="/shift")
        assert await get.fetch("SELECT heavy FROM own_rest($1)", row["digest"]) == []


URGENCIES = ("none", "review", "high", "immediate")
CATEGORIES: tuple[list[str], ...] = ([], ["graphic"], ["self_harm"], ["hate", "graphic"])


async def test_what_counts_as_heavy_is_what_is_folded(desk: Desk) -> None:
    """The sentence stands in SQL and in Python: this keeps them one."""
    case = await desk.waiting(GOODBYE)
    maya = await on_shift(desk, "Maya")
    for urgency, categories in itertools.product(URGENCIES, CATEGORIES):
        await desk.world.execute("DELETE FROM shared.heavy_read")
        await desk.world.execute(
            "UPDATE en.verdict AS x SET urgency = $2, categories = $3 FROM en.case_file AS c"
            " WHERE c.ref = $1 AND x.post_id = c.post_id AND x.version = c.post_version",
            case,
            urgency,
            categories,
        )
        await maya.open(f"/en/cases/{case}")
        assert await count_of(maya) == (1 if is_heavy(urgency, categories) else 0), (urgency, categories)


async def test_a_break_is_offered_after_fifty_minutes_and_put_off_for_twenty(desk: Desk) -> None:
    maya = await on_shift(desk, "Maya", minutes=49)
    assert BREAK not in plain(await maya.open("/en/"))
    await desk.world.execute(AGO, desk.login("Maya"), 50)
    assert BREAK in plain(await maya.open("/en/"))
    answer = await maya.send("/shift/rests", {"rest": "later", "back": "/en/"}, page="/en/")
    assert answer.headers["location"] == "/en/"
    assert BREAK not in plain(await maya.open("/en/"))
    await desk.world.execute("UPDATE shared.staff_rest SET hushed_until = hushed_until - interval '20 minutes'")
    assert BREAK in plain(await maya.open("/en/"))
    await maya.send("/shift/rests", {"rest": "taken", "back": "/en/"}, page="/en/")
    assert BREAK not in plain(await maya.open("/en/"))
    await desk.world.execute("UPDATE shared.staff_rest SET rested_at = rested_at - interval '50 minutes'")
    assert BREAK in plain(await maya.open("/en/"))


async def test_a_break_is_offered_after_fifteen_heavy_texts(desk: Desk) -> None:
    maya = await on_shift(desk, "Maya")
    statement = (
        "INSERT INTO shared.heavy_read (staff_id, community, case_ref)"
        " SELECT s.id, 'en', 'case' || n FROM shared.staff AS s, generate_series($2::int, $3::int) AS n WHERE s.login = $1"
    )
    await desk.world.execute(statement, desk.login("Maya"), 1, 14)
    assert BREAK not in plain(await maya.open("/en/"))
    await desk.world.execute(statement, desk.login("Maya"), 15, 15)
    assert BREAK in plain(await maya.open("/en/"))


async def test_what_was_read_is_forgotten_with_the_longest_shift(desk: Desk) -> None:
    heavy, other = await desk.waiting(GOODBYE), await desk.waiting(GOODBYE)
    maya = await on_shift(desk, "Maya")
    await maya.open(f"/en/cases/{heavy}")
    await desk.world.execute("UPDATE shared.heavy_read SET at = now() - interval '13 hours'")
    await maya.open(f"/en/cases/{other}")
    rows = await desk.world.fetch(
        "SELECT case_ref FROM shared.heavy_read AS h JOIN shared.staff AS s ON s.id = h.staff_id WHERE s.login = $1",
        desk.login("Maya"),
    )
    assert [row["case_ref"] for row in rows] == [other]


async def test_easier_items_for_half_an_hour_and_back(desk: Desk) -> None:
    heavy, light = await desk.waiting(GOODBYE), await desk.waiting(PHONE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    answer = await maya.send("/shift/easier", {"switch": "on", "back": "/en/"}, page="/en/")
    assert answer.headers["location"] == "/en/"
    page = await maya.open("/en/")
    assert f"/en/cases/{heavy}" not in page.text and f"/en/cases/{light}" in page.text
    assert "Easier items until" in plain(page)
    assert f"/en/cases/{heavy}" in (await noor.open("/en/")).text
    await maya.send("/shift/easier", {"switch": "off", "back": "/en/"}, page="/en/")
    assert f"/en/cases/{heavy}" in (await maya.open("/en/")).text


async def test_easier_items_end_by_themselves(desk: Desk) -> None:
    heavy = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    await maya.send("/shift/easier", {"switch": "on"}, page="/shift")
    await desk.world.execute("UPDATE shared.staff SET easier_until = now() - interval '1 second'")
    assert f"/en/cases/{heavy}" in (await maya.open("/en/")).text


async def test_the_way_back_leads_nowhere_else(desk: Desk) -> None:
    maya = await desk.person("Maya")
    for back in ("//evil.example", "https://evil.example", "/en/cases/x"):
        answer = await maya.send("/shift/easier", {"switch": "on", "back": back}, page="/shift")
        assert answer.headers["location"] == "/shift"


async def test_a_wish_to_talk_reaches_the_leads_with_a_name_and_nothing_else(desk: Desk) -> None:
    maya, noor = await desk.person("Mayleen"), await desk.person("Noor")
    lena, luc = await desk.person("Lena", "lead"), await desk.person("Luc", "lead", languages=("fr",))
    await maya.send("/shift/debriefs", {"where": "en"}, page="/shift")
    await maya.send("/shift/debriefs", {"where": "en"}, page="/shift")
    assert plain(await lena.open("/shift")).count("Mayleen English") == 1
    assert "Mayleen" not in plain(await noor.open("/shift")) and "Mayleen" not in plain(await luc.open("/shift"))
    (row,) = await desk.world.fetch(
        "SELECT d.ref FROM shared.debrief AS d JOIN shared.staff AS s ON s.id = d.staff_id WHERE s.login = $1",
        desk.login("Mayleen"),
    )
    url = f"/shift/debriefs/{row['ref']}/meeting"
    for who in (maya, noor, luc):
        assert (await who.send(url, {}, page="/shift")).status_code == 404
    assert (await lena.send(url, {}, page="/shift")).status_code == 303
    assert "Mayleen" not in plain(await lena.open("/shift"))
    assert (await maya.send("/shift/debriefs", {"where": "fr"}, page="/shift")).status_code == 404
    await lena.send("/shift/debriefs", {"where": "en"}, page="/shift")
    (own,) = await desk.world.fetch("SELECT ref FROM shared.debrief WHERE met_at IS NULL ORDER BY id DESC LIMIT 1")
    alone = await lena.send(f"/shift/debriefs/{own['ref']}/meeting", {}, page="/shift")
    assert alone.status_code == 404, "nobody meets with oneself"
