"""A second look at the desk: in everybody's list but the first guide's, with the first decision beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from moderation.cases.model import Lane
from moderation.desk.live import Look, compare
from tests.moderation.desk.house import Desk, Person, plain
from tests.moderation.factories import GOODBYE, PHONE, screened

AT = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = "It is about me only."


async def ask(desk: Desk, author: int, post: str, words: str = WORDS, community: str = "en") -> str:
    """The author asks; the case that comes of it."""
    db = await desk.world.db(f"board_{community}")
    async with db.writing() as tx:
        assert await (await tx._get()).fetchval("SELECT appeal($1, $2, $3)", author, post, words)
    await screened(desk.world)
    return await desk.case_of(post, community)


async def declined_by(desk: Desk, guide: Person) -> tuple[int, str, str]:
    """A post that this guide has not posted: its author, its reference, and the case of the second look."""
    author = await desk.member("slow-tide")
    post = await desk.write(author, GOODBYE, title="Tonight")
    sent = await guide.decide(await desk.case_of(post), "decline", reason="graphic_detail", words="It is very close.")
    assert sent.status_code == 303, plain(sent)
    return author, post, await ask(desk, author, post)


@pytest.fixture(autouse=True)
async def nothing_else(desk: Desk) -> None:
    """No case and nobody on the staff from another test."""
    await desk.world.execute("UPDATE en.case_file SET closed_at = now() WHERE closed_at IS NULL")
    await desk.world.execute("UPDATE shared.staff SET disabled_at = now()")


async def test_it_stands_in_its_lane_for_a_colleague_and_not_for_the_first_guide(desk: Desk) -> None:
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    *_, case = await declined_by(desk, maya)
    for page in ("/en/", "/en/?lane=appeals"):
        assert case in (await noor.open(page)).text
        assert f'data-case="{case}"' not in (await maya.open(page)).text
    shown = plain(await noor.open("/en/?lane=appeals"))
    assert "Second look" in shown and "Its author asks another guide" in shown


async def test_the_second_guide_reads_the_words_the_first_decision_and_its_reason(desk: Desk) -> None:
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    *_, case = await declined_by(desk, maya)
    shown = plain(await noor.open(f"/en/cases/{case}"))
    assert WORDS in shown
    assert "Decided first Not posted (Maya)" in shown
    assert "With the reason Graphic detail" in shown
    assert "The first guide wrote: It is very close." in shown
    assert "your own decision" not in shown


async def test_the_first_guide_is_refused_by_address_and_told_why(desk: Desk) -> None:
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    author, post, case = await declined_by(desk, maya)
    page = await maya.open(f"/en/cases/{case}")
    assert "This is a second look at your own decision. A colleague takes it." in plain(page)
    assert 'action="/en/cases/' + case + '/decisions"' not in page.text
    # The forms of another case carry a good token: the address alone must not help.
    other = await desk.waiting(PHONE)
    for path, data in (
        ("claim", {"takes_over": "yes"}),
        ("claim", {"takes_over": ""}),
        ("decisions", {"act": "post", "reason": "safe_to_post"}),
    ):
        fields = data | {"seen": "1"}
        answer = await maya.send(f"/en/cases/{case}/{path}", fields, page=f"/en/cases/{other}")
        assert answer.status_code == 409, path
        assert "your own decision" in plain(answer)
    rows = await desk.world.fetch("SELECT status FROM en.post WHERE ref = $1", post)
    assert rows == [{"status": "declined"}]
    done = await noor.decide(case, "post", reason="safe_to_post")
    assert done.status_code == 303
    rows = await desk.world.fetch("SELECT kind FROM en.notice WHERE member_id = $1 ORDER BY id", author)
    assert [row["kind"] for row in rows][-2:] == ["posted", "appeal_granted"]


async def test_the_only_guide_is_told_so_and_a_lead_can_take_it(desk: Desk) -> None:
    maya = await desk.person("Maya")
    *_, case = await declined_by(desk, maya)
    shown = plain(await maya.open(f"/en/cases/{case}"))
    assert "nobody else reads here. Please ask a lead to take it." in shown
    robin = await desk.person("Robin", role="lead")
    assert case in (await robin.open("/en/?lane=appeals")).text
    assert (await robin.decide(case, "keep", reason="graphic_detail")).status_code == 303


async def test_leaving_it_as_it_is_asks_for_a_reason_beside_the_field(desk: Desk) -> None:
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    *_, case = await declined_by(desk, maya)
    answer = await noor.decide(case, "keep", reason="safe_to_post", words="I see why it matters.")
    assert answer.status_code == 422
    assert "Please choose the reason that answers." in plain(answer) and "I see why it matters." in answer.text


async def test_the_removed_letters_can_be_opened_while_they_are_sealed(desk: Desk) -> None:
    noor, author = await desk.person("Noor"), await desk.member("slow-tide")
    post = await desk.write(author, PHONE, title="The forms")
    case = await ask(desk, author, post, "This is the line of an office.")
    shown = plain(await noor.open(f"/en/cases/{case}"))
    assert "Screening took something out; no guide has decided about it." in shown
    opened = await noor.send(f"/en/cases/{case}/cut-outs/body-0", {}, page=f"/en/cases/{case}")
    assert "613-555-0142" in opened.text
    assert ("cutout_read" in [verb for _, verb, _ in await desk.log(case)]) is True


async def test_the_other_community_knows_nothing_of_it(desk: Desk) -> None:
    maya = await desk.person("Maya")
    *_, case = await declined_by(desk, maya)
    claire = await desk.person("Claire", languages=("fr",), lang="fr")
    assert (await claire.open(f"/en/cases/{case}")).status_code == 404
    assert (await claire.open(f"/fr/cases/{case}")).status_code == 404
    assert case not in (await claire.open("/fr/?lane=appeals")).text


async def test_a_reporter_is_named_inside_the_case_and_nowhere_else(desk: Desk) -> None:
    reader, author = await desk.member("lantern-two"), await desk.member("slow-tide")
    post = await desk.write(author, "I slept six hours and the dog did not wake me once.")
    (name,) = await desk.world.fetch("SELECT pseudonym FROM en.member WHERE id = $1", reader)
    db = await desk.world.db("board_en")
    async with db.writing() as tx:
        await (await tx._get()).fetchval("SELECT tell($1, $2, 'worry', 'please look')", reader, post)
    await screened(desk.world)
    case = await desk.case_of(post)
    robin = await desk.person("Robin", role="lead")
    assert str(name["pseudonym"]) in (await robin.open(f"/en/cases/{case}")).text
    for page in ("/", "/en/", "/en/?lane=soon", "/en/queue", "/en/log"):
        assert str(name["pseudonym"]) not in (await robin.open(page)).text, page


async def test_a_text_that_changed_since_is_shown_as_it_stood_when_a_guide_was_told(desk: Desk) -> None:
    reader, author = await desk.member("lantern-two"), await desk.member("slow-tide")
    post = await desk.write(author, "The dog did not wake me once.", title="A good night")
    db = await desk.world.db("board_en")
    async with db.writing() as tx:
        await (await tx._get()).fetchval("SELECT tell($1, $2, 'rule', '')", reader, post)
    await screened(desk.world)
    noor, case = await desk.person("Noor"), await desk.case_of(post)
    assert "The text as it stood then" not in plain(await noor.open(f"/en/cases/{case}"))
    async with db.writing() as tx:
        revise = "SELECT version FROM revise($1, $2, gen_random_uuid(), 'A good night', 'The cat did.')"
        await (await tx._get()).fetchval(revise, author, post)
    await screened(desk.world)
    shown = plain(await noor.open(f"/en/cases/{case}"))
    assert "The text as it stood then A good night The dog did not wake me once." in shown


def test_news_of_the_new_lanes_reach_their_pages_and_a_more_urgent_lane_is_news() -> None:
    def looked(lanes: dict[str, str]) -> Look:
        return Look(at=AT, counts=(), lanes=lanes, opened=dict.fromkeys(lanes, AT), holders=dict.fromkeys(lanes))

    before = looked({"one": "unanswered"})
    now = looked({"two": "unanswered", "one": "appeals"})
    assert compare(before, now, Lane.UNANSWERED).arrived == ("unanswered",)
    assert compare(before, now, Lane.APPEALS).arrived == ("appeals",)
    assert set(compare(before, now, None).arrived) == {"unanswered", "appeals"}


async def test_every_lane_has_a_page_with_its_words_and_its_shape(desk: Desk) -> None:
    noor = await desk.person("Noor")
    for lane, words in (("appeals", "Second look"), ("unanswered", "Unanswered")):
        shown = await noor.open(f"/en/?lane={lane}")
        assert f'<span class="lane lane-{lane}">{words}</span>' in shown.text
        assert f'href="/en/?lane={lane}" aria-current="true"' in shown.text
