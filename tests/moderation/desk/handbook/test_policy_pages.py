"""The page on which leads say what happens to a text."""

from __future__ import annotations

import pytest

from moderation.cases.policy import default
from moderation.desk.handbook import words
from tests.moderation.desk.house import Desk, Person, plain
from tests.moderation.factories import HIGH

ROW = "/en/policy/rows/high"
HOLD = {
    "settled": "hold",
    "newcomer": "hold",
    "lane": "now",
    "notice": "held_rule",
    "reason": "other",
    "why": "We agreed on this after three hard nights.",
    "note": "Agreed on Monday.",
}


def test_the_words_of_the_page_are_those_of_the_file() -> None:
    rows = default().rows
    assert dict(words.FINDINGS) == {row.code: row.finding for row in rows}
    assert dict(words.WHYS) == {row.code: " ".join(row.why.split()) for row in rows}


async def test_a_lead_reads_tries_and_changes_a_row(desk: Desk) -> None:
    lena = await desk.person("Lena", "lead")
    shown = plain(await lena.open("/en/policy"))
    assert "Urgency immediate Always held A guide reads it first" in shown
    assert "Nobody has changed anything yet." in shown
    await desk.write(await desk.member("slow-tide"), HIGH)
    tried = await lena.send(f"{ROW}/trials", {**HOLD, "note": ""}, page=ROW)
    assert tried.status_code == 200, plain(tried)
    assert "members 0 1 1 0 1 Now 0 → 1 Soon 1 → 0" in plain(tried)
    assert 'value="hold" checked' in tried.text
    assert await desk.world.fetch("SELECT number FROM en.policy_version") == []
    sent = await lena.send(f"{ROW}/versions", HOLD, page=ROW)
    assert (sent.status_code, sent.headers["location"]) == (303, "/en/policy?done=saved")
    shown = plain(await lena.open("/en/policy?done=saved"))
    assert "Saved. It counts for the next text." in shown
    assert "Version 1 Counts now Lena" in shown and "Urgency high · Lane: before: Soon now: Now" in shown
    post = await desk.write(await desk.member("slow-tide"), HIGH)
    (row,) = await desk.world.fetch("SELECT status FROM en.post WHERE ref = $1", post)
    assert row["status"] == "held"
    assert "Changed what happens to a text" in plain(await lena.open("/en/log"))
    back = await lena.send(
        "/en/policy/versions/0/restorations", {"note": "Back to the start."}, page="/en/policy/versions/0"
    )
    assert back.status_code == 303
    assert "Version 2 Counts now" in plain(await lena.open("/en/policy"))


@pytest.mark.parametrize(
    ("row", "sent", "sentence"),
    [
        ("immediate", {"settled": "show"}, "This is always held"),
        ("failed", {"newcomer": "show"}, "This is always held"),
        (
            "high",
            {"settled": "hold", "newcomer": "hold", "notice": ""},
            "A text that is held needs words to its author.",
        ),
        ("high", {"why": "So."}, "Please use at least 20 characters."),
        ("high", {"lane": "now", "note": ""}, "Please say in a few words why."),
        ("high", {"lane": "appeals"}, "Please check this."),
    ],
)
async def test_what_breaks_a_guard_rail_comes_back_with_its_sentence(
    desk: Desk, row: str, sent: dict[str, str], sentence: str
) -> None:
    lena, page = await desk.person("Lena", "lead"), f"/en/policy/rows/{row}"
    before = await desk.world.fetch("SELECT count(*) FROM en.policy_version")
    why = words.WHYS[row]
    answer = await lena.send(f"{page}/versions", {"why": why, "note": "My own reason."} | sent, page=page)
    assert answer.status_code == 422
    assert sentence in plain(answer) and sent.get("note", "My own reason.") in answer.text
    assert await desk.world.fetch("SELECT count(*) FROM en.policy_version") == before


async def test_clocks_are_set_in_minutes_and_a_stale_form_is_told(desk: Desk) -> None:
    lena, page = await desk.person("Lena", "lead"), "/fr/policy/clocks"
    noor = await desk.person("Noor", "lead", languages=("fr",), lang="fr")
    assert (await lena.open(page)).status_code == 404
    shown = await noor.open(page)
    clocks = {lane.value: str(int(length.total_seconds() // 60)) for lane, length in default().clocks.items()}
    wish = clocks | {"soon": "20", "unanswered_after": "", "note": "Nous sommes plus nombreuses."}
    first = await noor.send(f"{page}/versions", wish, page=page)
    assert first.status_code == 303
    assert "20" in plain(await noor.open("/fr/policy"))
    seen_before = {"csrf": _token(shown.text), "seen": "0"}
    late = await noor.post(f"{page}/versions", wish | {"soon": "25"} | seen_before)
    assert late.status_code == 409 and 'value="25"' in late.text
    wrong = await noor.send(f"{page}/versions", wish | {"now": "0"}, page=page)
    assert wrong.status_code == 422


def _token(text: str) -> str:
    return text.partition('name="csrf" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("role", "languages"), [("guide", ("en",)), ("admin", ("en", "fr")), ("auditor", ("en",)), ("lead", ("fr",))]
)
async def test_for_everybody_else_the_policy_does_not_exist(desk: Desk, role: str, languages: tuple[str, ...]) -> None:
    someone = await desk.person("Paul", role, languages=languages)
    for path in ("/en/policy", ROW, "/en/policy/clocks", "/en/policy/versions/0"):
        assert (await someone.open(path)).status_code == 404, path
    await _refused(someone, f"{ROW}/versions")
    assert "/en/policy" not in (await someone.open("/")).text


async def _refused(someone: Person, path: str) -> None:
    assert (await someone.send(path, HOLD | {"seen": "0"}, page="/")).status_code == 404
