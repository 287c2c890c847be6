"""Opening a case: in one hand at a time, logged before it is read, and nothing of who it is."""

from __future__ import annotations

import re

from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE, PHONE


async def test_opening_a_case_claims_it_and_leaves_one_row_in_the_log(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    ref = await desk.hire("Maya")
    maya = desk.stranger()
    await maya.sign_in("Maya")
    for _ in range(2):
        shown = await maya.open(f"/en/cases/{case}")
    assert (await desk.log(case))[1:] == [(ref, "case_read", "v1")]
    assert "Heavy text: Suicide" in plain(shown) and '<details class="heavy">' in shown.text
    assert "my goodbyes tonight" in plain(shown)
    assert 'lang="en" hx-ignore' in shown.text


async def test_a_colleague_reads_along_is_logged_and_may_take_over(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    await maya.open(f"/en/cases/{case}")
    page = f"/en/cases/{case}"
    along = await noor.open(page)
    assert "Maya is reading this right now." in plain(along) and 'id="decide"' not in along.text
    assert [verb for _, verb, _ in await desk.log(case)].count("case_read") == 2
    assert (await noor.send(f"{page}/claim", {}, page=page)).status_code == 409
    assert (await noor.send(f"{page}/claim", {"takes_over": "yes"}, page=page)).status_code == 303
    assert 'id="decide"' in (await noor.open(page)).text
    assert "case_taken_over" in {verb for _, verb, _ in await desk.log(case)}
    lost = await maya.send(f"{page}/claim", {}, page=page, accept="text/plain")
    assert lost.status_code == 409


async def test_a_claim_is_renewed_by_script_and_given_back(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}"
    await maya.open(page)
    assert (await maya.send(f"{page}/claim", {}, page=page, accept="text/plain")).status_code == 204
    assert (await maya.send(f"{page}/release", {}, page=page)).headers["location"] == "/en/"
    (row,) = await desk.world.fetch("SELECT holder_id FROM en.case_file WHERE ref = $1", case)
    assert row["holder_id"] is None


async def test_who_opens_another_case_puts_the_first_one_back(desk: Desk) -> None:
    first, second = await desk.waiting(GOODBYE), await desk.waiting(GOODBYE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    await maya.open(f"/en/cases/{first}")
    await maya.open(f"/en/cases/{second}")
    assert 'id="decide"' in (await noor.open(f"/en/cases/{first}")).text
    assert "Maya is reading this right now." in plain(await noor.open(f"/en/cases/{second}"))


async def test_what_was_found_is_marked_in_the_text_and_explained(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    noor = await desk.person("Noor", languages=("en",), lang="fr")
    shown = await noor.open(f"/en/cases/{case}")
    (numbers,) = re.findall(r"<mark>[^<]*end my life[^<]*<sup>([\d, ]+)</sup></mark>", shown.text)
    words = " ".join(plain(shown).replace("\xa0", " ").split())
    listed = "Suicide , Immédiate Expression du lexique : « end my life »"
    assert any(f"{number} {listed}" in words for number in numbers.split(", "))
    assert '<span lang="en">end my life</span>' in shown.text
    assert '<html lang="fr"' in shown.text and '<div class="item-text" lang="en"' in shown.text


async def test_a_detail_that_was_taken_out_is_shown_to_who_asks_and_the_log_says_so(desk: Desk) -> None:
    case = await desk.waiting(PHONE)
    maya = await desk.person("Maya")
    page = f"/en/cases/{case}"
    shown = await maya.open(page)
    assert "555-0142" not in shown.text and "[phone number removed]" in shown.text
    for headers in ({}, {"hx_request": "true"}):
        answer = await maya.send(f"{page}/cut-outs/body-0", {}, page=page, **headers)
        assert answer.status_code == 200 and "613-555-0142" in answer.text
        assert answer.headers["cache-control"] == "no-store"
    assert [verb for _, verb, _ in await desk.log(case)].count("cutout_read") == 2
    for place in ("body-7", "title-0", "body-x", "x"):
        assert (await maya.send(f"{page}/cut-outs/{place}", {}, page=page)).status_code == 404


async def test_a_member_is_a_chosen_name_a_month_and_an_affiliation(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE, author="slow-tide")
    maya = await desk.person("Maya")
    shown = plain(await maya.open(f"/en/cases/{case}"))
    assert "slow-tide" in shown and "Veteran" in shown and "Posts shown 12" in shown
    assert re.search(r"Joined [A-Z][a-z]+ 20\d\d", shown)
    assert not re.search(r"Joined [A-Z][a-z]+ \d{1,2},", shown), "a month, never a day"


async def test_a_closed_case_can_be_read_again_and_the_log_says_so(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    await maya.decide(case, "post")
    shown = await maya.open(f"/en/cases/{case}")
    assert "This case is closed." in plain(shown) and 'id="decide"' not in shown.text
    assert [verb for _, verb, _ in await desk.log(case)] == ["case_opened", "case_read", "decided_post", "case_read"]


async def test_a_reference_that_is_none_is_not_found(desk: Desk) -> None:
    maya = await desk.person("Maya")
    for ref in ("abcdefghjkmnpq", "1", "%00", "x" * 300):
        assert (await maya.open(f"/en/cases/{ref}")).status_code == 404, ref
