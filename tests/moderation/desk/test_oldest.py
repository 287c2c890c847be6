"""The oldest wait on every page of whoever works there; never a reason for a page to fail."""

from __future__ import annotations

import pytest

from app.kernel.db import Database
from moderation.desk import oldest
from moderation.desk.oldest import OldestWaits
from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE, PHONE


@pytest.fixture(autouse=True)
async def nothing_else(desk: Desk) -> None:
    """No case of another test, and no line from a moment ago."""
    for community in ("en", "fr"):
        await desk.world.execute(f"UPDATE {community}.case_file SET closed_at = now()")
    desk.app.state.oldest_waits = OldestWaits()


async def age(desk: Desk, case: str, minutes: int, *, is_over: bool = False, community: str = "en") -> None:
    left = "-1 minute" if is_over else "10 hours"
    await desk.world.execute(
        f"UPDATE {community}.case_file SET opened_at = now() - make_interval(mins => $2), "
        f"due_at = now() + interval '{left}' WHERE ref = $1",
        case,
        minutes,
    )
    desk.app.state.oldest_waits = OldestWaits()


async def test_every_page_names_the_oldest_wait_of_each_community_one_works_in(desk: Desk) -> None:
    await age(desk, await desk.waiting(GOODBYE), 12)
    await age(desk, await desk.waiting(GOODBYE), 3)
    case = await desk.waiting("Je vais mettre fin à mes jours ce soir.", community="fr")
    await age(desk, case, 7, is_over=True, community="fr")
    noor = await desk.person("Noor", languages=("en", "fr"))
    for page in ("/", "/en/", "/fr/?lane=routine", f"/fr/cases/{case}"):
        shown = plain(await noor.open(page))
        assert "English, oldest: Now 12 min" in shown, page
        assert "Français, oldest: Now 7 min over its time" in shown, page
    maya = await desk.person("Maya")
    shown = plain(await maya.open("/"))
    assert "English, oldest: Now 12 min" in shown and "Français, oldest" not in shown


async def test_it_speaks_the_guides_language(desk: Desk) -> None:
    await age(desk, await desk.waiting(GOODBYE), 65)
    noor = await desk.person("Noor", lang="fr")
    shown = plain(await noor.open("/en/"))
    assert "English, attente la plus longue\u00a0: Maintenant 1\u00a0h 5\u00a0min".replace(
        "\u00a0", " "
    ) in shown.replace("\u00a0", " ")


async def test_quiet_lanes_are_named_only_once_they_are_over_their_time(desk: Desk) -> None:
    case = await desk.waiting(PHONE)
    await age(desk, case, 20)
    maya = await desk.person("Maya")
    assert "oldest: " not in plain(await maya.open("/en/"))
    await age(desk, case, 20, is_over=True)
    assert "English, oldest: Privacy 20 min over its time" in plain(await maya.open("/en/"))


@pytest.mark.parametrize("role", ["admin", "partner"])
async def test_other_roles_see_no_such_line(desk: Desk, role: str) -> None:
    await age(desk, await desk.waiting(GOODBYE), 12)
    person = await desk.person("Robin", role=role)
    assert "oldest: " not in plain(await person.open("/"))


async def test_a_database_that_is_away_costs_the_line_and_not_the_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await age(desk, await desk.waiting(GOODBYE), 12)
    maya = await desk.person("Maya")
    gone = await Database.connect(desk.world.url("desk_en"), name="gone", most=1)
    await gone.close()
    assert await OldestWaits().of(gone, "en", "en") is None
    monkeypatch.setattr(oldest, "PATIENCE", 0.0)
    desk.app.state.oldest_waits = OldestWaits()
    answer = await maya.open("/en/")
    assert answer.status_code == 200 and "oldest: " not in plain(answer)


async def test_one_look_serves_five_seconds(desk: Desk) -> None:
    await age(desk, await desk.waiting(GOODBYE), 12)
    moment = [0.0]
    known, db = OldestWaits(lambda: moment[0]), await desk.world.db("desk_en")
    first = await known.of(db, "en", "en")
    assert first is not None and [one.wait.words for one in first.lanes] == ["12 min"]
    await desk.world.execute("UPDATE en.case_file SET closed_at = now()")
    moment[0] = 4.9
    assert await known.of(db, "en", "en") == first
    moment[0] = 5.0
    assert await known.of(db, "en", "en") is None
