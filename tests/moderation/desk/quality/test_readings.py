"""Second readings over HTTP: blind, logged before they are shown, answered, compared."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from app.kernel.ids import new_ref
from tests.moderation.desk.house import Desk, Person, hidden, plain
from tests.moderation.factories import Board
from tests.moderation.quality.arranging import Past, noon

CALM = {"urgency": "none", "would": "leave"}
AFRAID = {"urgency": "immediate", "would": "ask", "topics": "suicide"}


@pytest.fixture
async def past(desk: Desk) -> AsyncIterator[Past]:
    yield Past(world=desk.world, board=await Board.made(desk.world))
    # The house is shared in this file: nobody's next text is one of another test.
    await desk.world.execute("DELETE FROM en.second_pass")
    await desk.world.execute("DELETE FROM en.second_reading")


async def closed(past: Past, body: str) -> str:
    """A case about graphic detail, declined by Erin, drawn for a second reading."""
    erin = await past.board.guide(f"Erin-{new_ref()[:8]}")
    author = await past.board.member(f"slow-{new_ref()[:8]}")
    post = await past.post(author, at=noon(2), urgency="review", categories=("graphic",), body=body)
    case = await past.case(post, opened=noon(2), minutes=9, by=erin, act="decline")
    return await past.drawn(post, case=case)


async def taken(person: Person) -> str:
    """Where the next one stands."""
    answer = await person.send("/en/quality/readings", {}, page="/en/quality")
    return answer.headers["location"]


async def test_a_reader_sees_the_text_and_nothing_that_was_found_or_decided(desk: Desk, past: Past) -> None:
    await closed(past, "A text with words in it.")
    maya = await desk.person("Maya")
    shown = await maya.open(await taken(maya))
    assert shown.status_code == 200 and "A text with words in it." in shown.text
    # Every topic and every act is offered; none is chosen, and nothing says which one it was.
    assert "checked" not in shown.text
    for word in ("Not posted", "Erin", "Posted", "slow-", "review"):
        assert word not in plain(shown), word
    assert "Both readings" not in plain(shown)


async def test_the_log_says_who_opened_the_text_each_time(desk: Desk, past: Past) -> None:
    ref = await closed(past, "A text with words in it.")
    await desk.hire("Maya")
    maya = desk.stranger()
    await maya.sign_in("Maya")
    url = await taken(maya)
    rows = "SELECT actor, subject, code FROM en.log WHERE verb = 'second_reading_opened' AND subject = $1"
    assert await desk.world.fetch(rows, f"reading {ref}") == []
    await maya.open(url)
    await maya.open(url)
    found = await desk.world.fetch(rows, f"reading {ref}")
    assert len(found) == 2 and {row["code"] for row in found} == {""}


async def test_a_text_that_cannot_be_logged_is_not_shown(desk: Desk, past: Past) -> None:
    await closed(past, "A text with words in it.")
    maya = await desk.person("Maya")
    url = await taken(maya)
    await desk.world.execute("REVOKE INSERT (actor, verb, subject, code) ON en.log FROM desk_en")
    try:
        with pytest.raises(Exception, match="permission denied"):
            await maya.open(url)
    finally:
        await desk.world.execute("GRANT INSERT (actor, verb, subject, code) ON en.log TO desk_en")


async def test_after_the_answer_both_readings_stand_side_by_side(desk: Desk, past: Past) -> None:
    await closed(past, "A text with words in it.")
    maya = await desk.person("Maya")
    url = await taken(maya)
    answer = await maya.send(f"{url}/answers", CALM | {"remark": "The phrase is too wide."}, page=url)
    assert (answer.status_code, answer.headers["location"]) == (303, url)
    told = plain(await maya.open(url))
    assert "Graphic detail" in told and "Not posted" in told and "Others read it as it is" in told
    assert "Erin" not in told
    lena = await desk.person("Lena", "lead")
    agreement = (await lena.open("/en/quality/agreement")).text.partition("<main")[2].partition("</main>")[0]
    assert "The phrase is too wide." in agreement and "Maya" not in agreement and "A text with words" not in agreement
    # Whether it was answered, and never twice.
    again = await maya.post(f"{url}/answers", CALM | hidden(await maya.open(url)))
    assert again.status_code == 409


async def test_a_reader_who_fears_for_somebody_is_led_to_the_case(desk: Desk, past: Past) -> None:
    post = await past.post(
        await past.board.member(f"quiet-{new_ref()[:8]}"), at=noon(1), body="Nothing was found here."
    )
    ref = await past.drawn(post)
    maya = await desk.person("Maya")
    url = await taken(maya)
    assert url.endswith(ref)
    await maya.send(f"{url}/answers", AFRAID, page=url)
    told = await maya.open(url)
    assert "A case is open about this text." in plain(told)
    (case,) = await desk.world.fetch(
        "SELECT ref, lane FROM en.case_file WHERE post_id = $1 AND closed_at IS NULL", post
    )
    assert case["lane"] == "now" and f'href="/en/cases/{case["ref"]}"' in told.text
    assert (await maya.open(f"/en/cases/{case['ref']}")).status_code == 200


async def test_a_half_answer_comes_back_with_everything_kept(desk: Desk, past: Past) -> None:
    await closed(past, "A text with words in it.")
    maya = await desk.person("Maya")
    url = await taken(maya)
    half = {"urgency": "high", "topics": "substance", "remark": "Kept words."}
    answer = await maya.send(f"{url}/answers", half, page=url)
    assert answer.status_code == 422
    assert "Please choose what you would have done." in plain(answer) and "Error:" in answer.text
    assert re.search(r'value="high" checked', answer.text) and re.search(r'value="substance" checked', answer.text)
    assert "Kept words." in answer.text
    assert await desk.world.fetch("SELECT 1 FROM en.second_reading WHERE read_at IS NOT NULL") == []


async def test_passing_on_asks_for_no_reason_and_nothing_waits_then(desk: Desk, past: Past) -> None:
    await closed(past, "A text with words in it.")
    maya = await desk.person("Maya")
    url = await taken(maya)
    answer = await maya.send(f"{url}/passes", {}, page=url)
    assert answer.headers["location"] == "/en/quality"
    assert "Nothing waits for a second reading right now." in plain(await maya.open("/en/quality"))
    assert (await maya.open(url)).status_code == 404
    again = await maya.post("/en/quality/readings", hidden(await maya.open("/")))
    assert again.headers["location"] == "/en/quality?none"


async def test_a_reading_in_a_colleagues_hand_and_another_community_do_not_exist(desk: Desk, past: Past) -> None:
    await closed(past, "A text with words in it.")
    maya, noor = await desk.person("Maya"), await desk.person("Noor", languages=("fr",), lang="fr")
    tariq = await desk.person("Tariq")
    url = await taken(maya)
    assert (await tariq.open(url)).status_code == 404
    for path in ("/en/quality", url):
        assert (await noor.open(path)).status_code == 404
    assert (await noor.open(url.replace("/en/", "/fr/"))).status_code == 404
    start = await noor.open("/fr/quality")
    assert "Secondes lectures" in plain(start) and "Rien n'attend" in plain(start)


@pytest.mark.parametrize("role", ["admin", "partner", "auditor"])
async def test_only_clinicians_read_again(desk: Desk, past: Past, role: str) -> None:
    ref = await closed(past, "A text with words in it.")
    paul = await desk.person("Paul", role, languages=("en", "fr"))
    for path in ("/en/quality", f"/en/quality/readings/{ref}"):
        assert (await paul.open(path)).status_code == 404
