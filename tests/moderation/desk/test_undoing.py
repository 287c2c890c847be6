"""The way back on the page: a decision waits its seconds, the next case is shown, and one button takes it back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from tests.conftest import Servers, new_world
from tests.moderation.desk.house import Desk, hidden, open_desk, plain
from tests.moderation.factories import GOODBYE, PHONE


@pytest.fixture(scope="module")
async def slow_house(servers: Servers) -> AsyncIterator[Desk]:
    async with new_world(servers) as world, open_desk(world, undo_seconds="60") as opened:
        yield opened


@pytest.fixture
def desk(slow_house: Desk) -> Desk:
    return slow_house.renewed()


async def due(desk: Desk) -> None:
    """The clock runs on."""
    await desk.world.execute("UPDATE en.decision SET applies_at = now() WHERE state = 'pending'")


async def state(desk: Desk, case: str, wanted: str) -> None:
    """Waits until the desk's own loop has brought the newest decision there."""
    query = (
        "SELECT d.state FROM en.decision d JOIN en.case_file c ON c.id = d.case_id WHERE c.ref = $1 ORDER BY d.id DESC"
    )
    for _ in range(100):
        if (await desk.world.fetch(query, case))[0]["state"] == wanted:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(await desk.world.fetch(query, case))


async def status(desk: Desk, case: str) -> str:
    query = "SELECT p.status FROM en.post AS p JOIN en.case_file AS c ON c.post_id = p.id WHERE c.ref = $1"
    return str((await desk.world.fetch(query, case))[0]["status"])


async def test_after_a_decision_the_next_case_of_the_lane_is_in_hand_with_the_way_back_on_it(desk: Desk) -> None:
    first, second, other = await desk.waiting(PHONE), await desk.waiting(PHONE), await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    answer = await maya.decide(first, "keep", lane="privacy")
    assert answer.headers["location"] == f"/en/cases/{second}?lane=privacy"
    shown = await maya.open(answer.headers["location"])
    assert "Leave as it is: this takes effect in 60 seconds." in plain(shown)
    assert 'action="/en/decisions/' in shown.text and 'data-key="u"' in shown.text
    assert [verb for _, verb, _ in await desk.log(second)].count("case_read") == 1, (
        "read once, though it was opened twice"
    )
    answer = await maya.decide(second, "keep", lane="privacy")
    assert answer.headers["location"] == "/en/?lane=privacy", "the lane is empty"
    answer = await maya.open("/en/?lane=privacy")
    assert first not in answer.text.split('id="queue"')[1] and plain(answer).count("this takes effect in") == 2
    assert (await status(desk, other)) == "held"
    await due(desk)
    await state(desk, second, "applied")


async def test_undo_puts_the_case_back_in_hand_and_nothing_was_said_to_anybody(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    page = f"/en/cases/{case}"
    await maya.decide(case, "post", words="Thank you.")
    along = plain(await noor.open(page))
    assert "Maya has decided this: Post. It takes effect in a few seconds." in along
    shown = await maya.open("/en/")
    undo = shown.text.split('form method="post" action="')[1].split('"')[0]
    assert (await noor.post(undo, hidden(await noor.open("/en/")))).status_code == 404
    answer = await maya.post(undo, hidden(shown))
    assert answer.headers["location"] == f"{page}?done=undone"
    back = await maya.open(answer.headers["location"])
    assert "Nothing has happened, and the case is in your hand again." in plain(back) and 'id="decide"' in back.text
    assert (await maya.post(undo, hidden(back))).status_code == 409
    told = "SELECT n.kind FROM en.notice n JOIN en.case_file c ON c.post_id = n.post_id WHERE c.ref = $1 AND kind = 'posted'"
    assert await desk.world.fetch(told, case) == []
    assert await status(desk, case) == "held"


async def test_whoever_comes_meanwhile_gets_409_with_who_decided_what(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    page = f"/en/cases/{case}"
    seen = hidden(await noor.open(page))
    await maya.send(f"{page}/claim", {"takes_over": "yes"}, page=page)
    await maya.decide(case, "decline", reason="other")
    late = await noor.post(f"{page}/decisions", {"act": "post"} | seen)
    assert late.status_code == 409 and "Maya has decided already not to post this." in plain(late)
    assert (await noor.post(f"{page}/claim", {"takes_over": "yes"} | seen)).status_code == 409


async def test_a_decision_that_came_to_nothing_is_told_on_the_next_page(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    await maya.decide(case, "post")
    await desk.world.execute("UPDATE en.case_file SET version = version + 1 WHERE ref = $1", case)
    await state(desk, case, "lapsed")
    shown = plain(await maya.open("/en/"))
    assert "Your decision did not take effect: there is something new about this text." in shown
    await maya.decide(case, "post")
    assert "did not take effect" not in plain(await maya.open("/en/"))
    await due(desk)
    await state(desk, case, "applied")
    assert await status(desk, case) == "visible"


async def test_what_waited_takes_effect_after_a_restart(servers: Servers) -> None:
    async with new_world(servers) as world:
        async with open_desk(world, undo_seconds="60") as first:
            case = await first.waiting(GOODBYE)
            maya = await first.person("Maya")
            await maya.decide(case, "post")
        await due(first)
        assert await status(first, case) == "held"
        async with open_desk(world, undo_seconds="60") as second:
            await state(second, case, "applied")
            assert await status(second, case) == "visible"


async def test_a_question_puts_the_case_first_in_a_colleagues_list(desk: Desk) -> None:
    older, case = await desk.waiting(PHONE), await desk.waiting(PHONE)
    maya, alex, noors, noor = (
        await desk.person("Maya"),
        await desk.person("Alex"),
        await desk.hire("Noor"),
        desk.stranger(),
    )
    await noor.sign_in("Noor")
    page = f"/en/cases/{case}"
    form = await maya.open(page)
    assert f'<option value="{noors}">Noor</option>' in form.text
    answer = await maya.post(f"{page}/talk", {"whom": noors, "said": "Is this a name of a ship?"} | hidden(form))
    assert answer.headers["location"] == "/en/?done=asked"
    assert "Maya asks: Is this a name of a ship?" in plain(await alex.open("/en/?lane=privacy"))
    lists = [await one.open("/en/?lane=privacy") for one in (noor, alex)]
    places = [(one.text.index(f'data-case="{case}"'), one.text.index(f'data-case="{older}"')) for one in lists]
    assert places[0][0] < places[0][1] and places[1][0] > places[1][1]
    read = await noor.open(page)
    assert "asks Noor not answered" in plain(read)
    await noor.post(f"{page}/talk", {"whom": "", "said": "A ship, yes."} | hidden(read))
    assert "Maya asks" not in plain(await alex.open("/en/?lane=privacy"))
    assert "ship" not in str(await desk.world.fetch("SELECT * FROM en.log"))
    for data, said in (
        ({"whom": "", "said": " "}, "Please write"),
        ({"whom": "nobodyatall", "said": "x"}, "Please choose a colleague"),
    ):
        again = await noor.post(f"{page}/talk", data | hidden(read))
        assert again.status_code == 422 and said in plain(again)


async def test_who_leaves_a_case_to_colleagues_sees_it_no_more_and_nobody_hears_why(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    page = f"/en/cases/{case}"
    answer = await maya.send(f"{page}/pass", {}, page=page)
    assert answer.headers["location"] == "/en/?done=passed"
    assert f'data-case="{case}"' not in (await maya.open("/en/")).text
    assert f'data-case="{case}"' in (await noor.open("/en/")).text
    shown = re.sub(r"<option.*?</option>", "", (await noor.open(page)).text)
    assert "Maya" not in shown.split("pane-item")[1], "beside the list of other cases"
    (row,) = await desk.world.fetch("SELECT code FROM en.log WHERE verb = 'case_passed' AND subject = $1", case)
    assert row["code"] == ""


async def test_one_form_does_several_things_and_its_refusals_stand_beside_the_fields(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}"
    shown = await maya.open(page)
    sent = {"act": "post", "reply": "We are here.", "topics": ["suicide", "loss"]} | hidden(shown)
    wrong = await maya.post(f"{page}/decisions", sent | {"mask_1": "not in it", "mask_kind_1": "PERSON"})  # type: ignore[arg-type]
    assert wrong.status_code == 422 and "These words are not in the text." in plain(wrong)
    assert 'value="suicide" checked' in wrong.text and "We are here.</textarea>" in wrong.text
    preview = await maya.post(f"{page}/preview", sent)  # type: ignore[arg-type]
    assert "The note for readers says: suicide and death of someone close." in plain(preview)
    assert (await maya.post(f"{page}/decisions", sent)).status_code == 303  # type: ignore[arg-type]
    await due(desk)
    await state(desk, case, "applied")
    (row,) = await desk.world.fetch(
        "SELECT p.topics, r.status FROM en.case_file c JOIN en.post p ON p.id = c.post_id "
        "JOIN en.post r ON r.thread_id = p.thread_id AND NOT r.is_opening WHERE c.ref = $1",
        case,
    )
    assert (row["topics"], row["status"]) == (["suicide", "loss"], "submitted")
    assert "with a note for readers" in plain(await maya.open(page)) and "replied in the thread" in plain(
        await maya.open(page)
    )
