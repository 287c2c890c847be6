"""One's own posts: changing, taking down, notices; and telling a guide about somebody else's."""

from __future__ import annotations

import pytest

from app.board import words
from app.board.model import Notice
from app.kernel.clock import SystemClock
from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, hidden_of
from tests.conftest import World


async def test_others_read_the_old_version_until_the_change_is_approved(
    world: World, cedar: Visitor, lantern: Visitor, person: Person
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    at = f"/posts/{sent.post_ref}/edit"
    answer = await cedar.fill(at, at, {"title": "Quieter hours", "body": "Second words."})
    assert answer.headers["location"] == f"/en/posts/{sent.post_ref}"
    page = (await lantern.get(f"/threads/{sent.thread_ref}")).text
    assert ("First words." in page, "Second words." in page, "Quieter hours" in page) == (True, False, False)
    mine = (await cedar.get(f"/threads/{sent.thread_ref}")).text
    assert "Second words." in mine
    assert "Being checked" in mine
    await house.lands(world, sent.post_ref)
    page = (await lantern.get(f"/threads/{sent.thread_ref}")).text
    assert ("First words." in page, "Second words." in page, "Quieter hours" in page) == (False, True, True)
    assert "Edited by its author" in page


async def test_a_post_that_is_taken_down_is_gone_for_others_at_once(
    world: World, cedar: Visitor, lantern: Visitor, person: Person
) -> None:
    thread = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    reply = await house.shown_reply(world, person, thread.thread_ref, "A reply.")
    at = f"/posts/{reply.post_ref}"
    for _ in range(2):
        answer = await cedar.post(
            f"{at}/withdrawal",
            hidden_of((await cedar.get(f"/posts/{thread.post_ref}")).text, f"/en/posts/{thread.post_ref}/withdrawal"),
        )
        assert answer.headers["location"] == f"/en{at}"
    assert "A reply." not in (await lantern.get(f"/threads/{thread.thread_ref}")).text
    assert "Taken down by you" in (await cedar.get("/my-posts")).text
    assert (await cedar.get(f"{at}/edit")).status_code == 303


async def test_nobody_changes_or_takes_down_what_another_wrote(
    world: World, lantern: Visitor, cedar: Visitor, person: Person
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    fields = hidden_of(
        (await lantern.get(f"/threads/{sent.thread_ref}")).text, f"/en/threads/{sent.thread_ref}/replies"
    )
    for path in ("edit", "withdrawal"):
        answer = await lantern.post(f"/posts/{sent.post_ref}/{path}", {**fields, "title": "x", "body": "x"})
        assert answer.status_code == 404
    assert "First words." in (await lantern.get(f"/threads/{sent.thread_ref}")).text


async def test_a_hidden_post_cannot_be_changed_and_keeps_what_was_typed(
    world: World, cedar: Visitor, person: Person
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    at = f"/posts/{sent.post_ref}/edit"
    fields = hidden_of((await cedar.get(at)).text, f"/en{at}")
    await house.lands(world, sent.post_ref, "hide", notice="hidden", reason="disrespect")
    answer = await cedar.post(at, {**fields, "title": "x", "body": "typed with care"})
    assert answer.status_code == 409
    assert "typed with care" in answer.text
    page = await cedar.get(f"/posts/{sent.post_ref}")
    assert "Taken down by a guide" in page.text
    assert "be kind, believe people" in page.text


@pytest.mark.parametrize("why", ["rule", "worry"])
async def test_telling_a_guide_keeps_the_text_as_it_stood_and_counts_once(
    world: World, lantern: Visitor, person: Person, why: str
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    at = f"/posts/{sent.post_ref}/{why}"
    for _ in range(2):
        answer = await lantern.fill(at, at, {"words": "Please look."})
        assert answer.headers["location"] == f"/en{at}?told=1"
    assert "Thank you" in (await lantern.get(f"{at}?told=1")).text
    rows = await world.fetch("SELECT kind, words, snapshot FROM en.report")
    assert rows == [{"kind": why, "words": "Please look.", "snapshot": "Quiet hours\n\nFirst words."}]
    assert len(await world.fetch("SELECT id FROM en.job WHERE kind = 'report'")) == 1


async def test_nobody_tells_a_guide_about_their_own_post(world: World, cedar: Visitor, person: Person) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    assert (await cedar.get(f"/posts/{sent.post_ref}/worry")).status_code == 404


async def test_words_to_a_guide_that_are_too_long_are_kept(world: World, lantern: Visitor, person: Person) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    at = f"/posts/{sent.post_ref}/rule"
    answer = await lantern.fill(at, at, {"words": "kept " + "x" * 1000})
    assert answer.status_code == 422
    assert "kept xxx" in answer.text


async def test_notices_are_new_until_they_were_read(world: World, cedar: Visitor, person: Person) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    for n in range(23):
        await house.lands(world, sent.post_ref, notice="declined", reason="spam" if n else "method_detail")
    assert "23 new notices" in (await cedar.get("/home")).text
    page = await cedar.get("/notices")
    assert page.text.count("<article") == 20
    older = await cedar.client.get(
        page.text.partition('href="/en/notices?before=')[2].partition('"')[0].join(["/en/notices?before=", ""])
    )
    assert older.text.count("<article") == 3
    assert "a way to hurt oneself" in older.text
    await cedar.fill("/notices", "/notices/read", {})
    assert "new notice" not in (await cedar.get("/home")).text


async def test_nobody_reads_the_notices_of_another(world: World, lantern: Visitor, person: Person) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    await house.lands(world, sent.post_ref, notice="declined", reason="spam")
    assert "We have not posted this." not in (await lantern.get("/notices")).text


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("kind", [*words.KINDS, *words.HELD, "unheard_of"])
def test_every_notice_is_a_whole_sentence_in_both_languages(kind: str, lang: str) -> None:
    for reason in [*words.REASONS, "", "unheard_of"]:
        notice = Notice(
            ref=house.uuid.uuid4(),
            kind=kind,
            reason=reason,
            details=("PHONE", "NEW_KIND"),
            words="",
            version=1,
            made_at=SystemClock().now(),
            is_read=False,
            post_ref=None,
            thread_ref=None,
            title=None,
        )
        said = words.said(notice, lang)
        assert said.what.endswith(".")
        assert "%(" not in said.what
        assert (said.what not in (words.KINDS.get(kind), words.OTHER_KIND)) or lang == "en"
