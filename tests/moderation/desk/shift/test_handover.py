"""The sheet between two shifts: how things stand, what was promised, and nobody's text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.moderation.desk.house import Desk, Person, plain
from tests.moderation.factories import GOODBYE, PHONE

SOON = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()


async def promised(desk: Desk, guide: Person, case: str, words: str = "Look in tonight") -> str:
    data = {"words": words, "day": SOON, "hour": "20:00"}
    page = f"/en/cases/{case}/promises"
    assert (await guide.send(page, data, page=page)).headers["location"] == "/en/handover?done=promised"
    (row,) = await desk.world.fetch(
        "SELECT p.ref FROM en.promise AS p JOIN en.case_file AS c ON c.id = p.case_id WHERE c.ref = $1", case
    )
    return str(row["ref"])


async def test_the_sheet_says_how_things_stand_and_holds_no_text(desk: Desk) -> None:
    case, detail = await desk.waiting(GOODBYE), await desk.waiting(PHONE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    await noor.open(f"/en/cases/{case}")
    await desk.world.execute(
        "INSERT INTO shared.escalation (ref, community, case_ref, member_ref, pseudonym, staff_ref, staff_name,"
        " reason, facts, tried) VALUES ('askedaskedaske', 'en', $1, 'm', 'p', 's', 'n', 'life_at_risk',"
        " 'what was seen in the text', 'asked first')",
        case,
    )
    page = await maya.open("/en/handover")
    said = plain(page)
    assert f"/en/cases/{case}" in page.text and f"/en/cases/{detail}" in page.text
    assert "Someone may be at risk Noor" in said and "Personal detail" in said
    assert "Waiting for a senior" in said
    for text in ("goodbyes", "613", "what was seen"):
        assert text not in said


async def test_a_promise_stays_on_the_sheet_until_somebody_keeps_it(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    ref = await promised(desk, maya, case, "Look in on the kettle story")
    said = plain(await noor.open("/en/handover"))
    assert "Look in on the kettle story" in said and "promised by Maya" in said
    assert (await noor.send(f"/en/promises/{ref}/keeping", {}, page="/en/handover")).status_code == 303
    assert "kettle story" not in plain(await maya.open("/en/handover"))
    assert (await maya.send(f"/en/promises/{ref}/keeping", {}, page="/en/handover")).status_code == 404
    verbs = [verb for _, verb, _ in await desk.log(case)]
    assert verbs[-2:] == ["promise_made", "promise_kept"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": ""}, "This is needed."),
        ({"day": "2020-01-01"}, "Choose a day and an hour within the next five weeks."),
        ({"hour": "noon"}, "Enter an hour, like 18:30."),
        ({"day": "2026-13-45"}, "Enter a day, like 2026-11-20."),
    ],
)
async def test_a_promise_needs_words_and_a_moment(desk: Desk, changes: dict[str, str], sentence: str) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}/promises"
    data = {"words": "Look in tonight", "day": SOON, "hour": "20:00"} | changes
    answer = await maya.send(page, data, page=page)
    assert answer.status_code == 422 and sentence in plain(answer)
    assert f'value="{data["words"]}"' in answer.text, "what was typed stays"


async def test_a_kept_sheet_is_taken_by_somebody_else_once(desk: Desk) -> None:
    await desk.waiting(GOODBYE)
    maya, noor, lou = await desk.person("Maya"), await desk.person("Noor"), await desk.person("Lou")
    kept = await maya.send("/en/handover", {"words": "A quiet night so far."}, page="/en/handover")
    url = kept.headers["location"]
    assert (await maya.send(f"{url}/taking", {}, page=url)).status_code == 409
    assert "A quiet night so far." in plain(await noor.open(url))
    assert (await noor.send(f"{url}/taking", {}, page=url)).status_code == 303
    late = await lou.send(f"{url}/taking", {}, page=url)
    assert late.status_code == 409 and "Noor has taken over already." in plain(late)
    assert "Noor took over" in plain(await maya.open(url))
    rows = await desk.world.fetch("SELECT verb, subject, code FROM en.log WHERE subject LIKE 'handover %' ORDER BY id")
    ref = url.rpartition("/")[2]
    mine = [row for row in rows if str(row["subject"]).endswith(ref)]
    assert [row["verb"] for row in mine] == ["handover_made", "handover_taken"]
    assert "quiet" not in str(mine)


async def test_what_was_kept_stays_as_it_was(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    kept = await maya.send("/en/handover", {"words": ""}, page="/en/handover")
    await maya.decide(case, "decline", reason="other", words="Please talk to us first.")
    assert f"/en/cases/{case}" in (await maya.open(kept.headers["location"])).text
    assert f"/en/cases/{case}" not in (await maya.open("/en/handover")).text
    (row,) = await desk.world.fetch("SELECT sheet::text AS sheet FROM en.handover ORDER BY id DESC LIMIT 1")
    assert "slow-tide" not in str(row["sheet"]) and "goodbyes" not in str(row["sheet"])


async def test_one_community_s_sheet_is_no_page_of_the_other(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor", languages=("fr",), lang="fr")
    ref = await promised(desk, maya, case)
    kept = await maya.send("/en/handover", {"words": ""}, page="/en/handover")
    for path in ("/en/handover", kept.headers["location"], f"/en/cases/{case}/promises"):
        assert (await noor.open(path)).status_code == 404
    assert (await noor.open(f"/fr{kept.headers['location'][3:]}")).status_code == 404
    assert (await noor.open(f"/fr/cases/{case}/promises")).status_code == 404
    assert (await noor.send(f"/fr/promises/{ref}/keeping", {}, page="/fr/handover")).status_code == 404
