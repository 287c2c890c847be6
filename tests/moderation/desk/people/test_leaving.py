"""Whoever may do less than before is out at once: from every page, and from a page that only listens."""

from __future__ import annotations

import asyncio
import re

import pytest

from moderation.desk.access import ROLES, Permission, Staff, may
from moderation.desk.routes import ROUTES
from tests.moderation.desk.house import Desk
from tests.moderation.desk.people.tools import ref_of
from tests.moderation.desk.test_live import heard, listening, served
from tests.moderation.factories import GOODBYE

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


async def test_a_stream_ends_when_its_reader_loses_the_role(desk: Desk) -> None:
    ada, maya = await desk.person("Ada", "admin"), await desk.person("Maya")
    ref = await ref_of(desk, "Maya")
    async with served(desk) as base, listening(base, maya, "/en/live") as events:
        await heard(events, "beat")
        before = asyncio.get_running_loop().time()
        rights = {"role": "partner", "languages": "en"}
        assert (await ada.send(f"/staff/{ref}/rights", rights, page=f"/staff/{ref}")).status_code == 303
        await heard(events, "end")
        assert asyncio.get_running_loop().time() - before < 5, "well before the next beat"


@pytest.mark.parametrize("role", ROLES)
async def test_every_page_of_a_role_is_lost_with_the_role(desk: Desk, role: str) -> None:
    case = await desk.waiting(GOODBYE)
    person = await desk.person("Robin", role, languages=("en",))
    login = desk.login("Robin")
    paths = [path for path, needs in _pages(case) if may(_as(role, path), needs)]
    assert "/me" in paths
    await desk.world.execute("UPDATE shared.staff SET languages = '{fr}' WHERE login = $1", login)
    for path in paths:
        answer = await person.open(path)
        assert (answer.status_code, answer.headers.get("location")) == (303, "/sign-in"), path


@pytest.mark.parametrize("role", ROLES)
async def test_no_role_reaches_a_page_or_an_act_that_its_table_does_not_name(desk: Desk, role: str) -> None:
    case = await desk.waiting(GOODBYE)
    person = await desk.person("Robin", role, languages=("en",))
    token = re.search(r'name="csrf" value="([^"]+)"', (await person.open("/me")).text)
    assert token
    for route in ROUTES:
        rule = route.endpoint.rule  # type: ignore[attr-defined]
        for place in ("en", "fr") if "{community}" in rule.path else ("",):
            path = _filled(rule.path, place or "en", case)
            if may(_as(role, path), rule.needs):
                continue
            if rule.verb in UNSAFE:
                answer = await person.post(path, {"csrf": token[1]})
            else:
                answer = await person.open(path)
            assert answer.status_code in (404, 403), (rule.verb, path)


def _as(role: str, path: str) -> Staff:
    place = path.split("/")[1] if path.split("/")[1] in ("en", "fr") else ""
    return Staff(lang="en", id=1, role=role, languages=("en",), place=place)


def _pages(case: str) -> list[tuple[str, Permission]]:
    rules = [route.endpoint.rule for route in ROUTES]  # type: ignore[attr-defined]
    return [
        (_filled(rule.path, "en", case), rule.needs)
        for rule in rules
        if rule.verb == "GET" and rule.needs is not Permission.SIGN_IN
    ]


def _filled(path: str, place: str, case: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda found: place if found[1] == "community" else case, path)
