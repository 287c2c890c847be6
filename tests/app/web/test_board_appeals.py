"""What an author answers to a decision, at the members' door: accept it, reword it, or ask another guide."""

from __future__ import annotations

import re

import pytest

from app.kernel.i18n import catalogue
from tests.app.board import house
from tests.app.board.house import Person
from tests.app.web.visiting import Visitor, hidden_of, visitor
from tests.conftest import World

WAYS = ("acceptance", "second-look")


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


async def declined(world: World, person: Person) -> str:
    """The address of an own post that was not posted."""
    sent = await house.opens(world, person, "nights", "Quiet hours", "First words.")
    await house.lands(world, sent.post_ref, "decline", notice="declined", reason="graphic_detail")
    return f"/posts/{sent.post_ref}"


async def test_a_text_that_was_not_posted_offers_three_answers(world: World, cedar: Visitor, person: Person) -> None:
    at = await declined(world, person)
    page = (await cedar.get(at)).text
    assert "Not posted" in page and "so close a description" in page
    assert f'action="/en{at}/acceptance"' in page
    assert f'href="/en{at}/edit"' in page and f'href="/en{at}/second-look"' in page


@pytest.mark.parametrize("act", ["hide", "masked"])
async def test_a_text_that_was_taken_down_or_changed_offers_them_too(
    world: World, cedar: Visitor, person: Person, act: str
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    if act == "hide":
        await house.lands(world, sent.post_ref, "hide", notice="hidden", reason="disrespect")
    else:
        await world.execute("UPDATE en.post SET changed_by = 'screening'")
    page = (await cedar.get(f"/posts/{sent.post_ref}")).text
    assert f'href="/en/posts/{sent.post_ref}/second-look"' in page


async def test_a_text_that_others_read_as_it_was_written_offers_none(
    world: World, cedar: Visitor, person: Person
) -> None:
    sent = await house.shown_thread(world, person, "nights", "Quiet hours", "First words.")
    page = await cedar.get(f"/posts/{sent.post_ref}")
    assert "second-look" not in page.text and "acceptance" not in page.text
    assert (await cedar.get(f"/posts/{sent.post_ref}/second-look")).status_code == 303
    fields = hidden_of(page.text, f"/en/posts/{sent.post_ref}/withdrawal")
    assert (await cedar.post(f"/posts/{sent.post_ref}/second-look", {**fields, "words": "x"})).status_code == 404
    assert await world.fetch("SELECT id FROM en.appeal") == []


async def test_accepting_settles_it_on_the_page_and_can_be_thought_over(
    world: World, cedar: Visitor, person: Person
) -> None:
    at = await declined(world, person)
    answer = await cedar.fill(at, f"{at}/acceptance", {})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en{at}#answer")
    page = (await cedar.get(at)).text
    assert "You have accepted this." in page and "acceptance" not in page
    assert f'href="/en{at}/second-look"' in page


async def test_asking_another_guide_leaves_the_words_and_one_job(world: World, cedar: Visitor, person: Person) -> None:
    at = await declined(world, person)
    fields = hidden_of((await cedar.get(f"{at}/second-look")).text, f"/en{at}/second-look")
    for words in ("It is about me only.", "twice"):
        answer = await cedar.post(f"{at}/second-look", {**fields, "words": words})
        assert answer.headers["location"] == f"/en{at}#answer"
    assert await world.fetch("SELECT answer, words FROM en.appeal") == [
        {"answer": "asked", "words": "It is about me only."}
    ]
    assert len(await world.fetch("SELECT id FROM en.job WHERE kind = 'appeal'")) == 1
    page = (await cedar.get(at)).text
    assert "You asked for a second look." in page and "second-look" not in page.replace('id="second', "")
    assert f'href="/en{at}/edit"' in page
    assert (await cedar.get(f"{at}/second-look")).status_code == 303


async def test_words_that_are_too_long_are_kept_with_their_message(
    world: World, cedar: Visitor, person: Person
) -> None:
    at = f"{await declined(world, person)}/second-look"
    answer = await cedar.fill(at, at, {"words": "kept " + "x" * 1000})
    assert answer.status_code == 422 and "kept xxx" in answer.text
    assert await world.fetch("SELECT id FROM en.appeal") == []


async def test_nobody_answers_for_another(world: World, cedar: Visitor, lantern: Visitor, person: Person) -> None:
    at = await declined(world, person)
    own = await house.shown_thread(world, person, "nights", "Quiet hours", "Second words.")
    fields = hidden_of((await lantern.get(f"/threads/{own.thread_ref}")).text, f"/en/threads/{own.thread_ref}/replies")
    assert (await lantern.get(f"{at}/second-look")).status_code == 404
    for way in WAYS:
        assert (await lantern.post(f"{at}/{way}", {**fields, "words": "x"})).status_code == 404
    assert await world.fetch("SELECT id FROM en.appeal") == []


async def test_a_post_of_the_other_community_cannot_be_asked_about(
    world: World, cedar: Visitor, person: Person
) -> None:
    at = await declined(world, person)
    await house.makes_space(world, "nuits", "Nuits", "fr")
    voisine = await house.joins(world, "voisine-3", "fr")
    own = await house.shown_thread(world, voisine, "nuits", "Une nuit calme", "Le chien dort.")
    over = visitor(cedar.client._transport.app, voisine)  # type: ignore[attr-defined]
    fields = hidden_of((await over.get(f"/posts/{own.post_ref}")).text, f"/fr/posts/{own.post_ref}/withdrawal")
    assert (await over.get(f"{at}/second-look")).status_code == 404
    for way in WAYS:
        assert (await over.post(f"{at}/{way}", {**fields, "words": "x"})).status_code == 404
    assert await world.fetch("SELECT id FROM fr.appeal") + await world.fetch("SELECT id FROM en.appeal") == []


@pytest.mark.parametrize("kind", ["told_acted", "told_looked"])
async def test_whoever_told_a_guide_reads_how_it_ended_and_is_led_nowhere(
    world: World, cedar: Visitor, person: Person, kind: str
) -> None:
    await world.execute("INSERT INTO en.notice (member_id, kind) VALUES ($1, $2)", person.id, kind)
    page = await cedar.get("/notices")
    said = "did something" if kind == "told_acted" else "left it as it is"
    assert f"A guide read it and {said}." in plain(page.text)
    assert "/en/posts/" not in page.text.partition("<article")[2].partition("</article>")[0]


@pytest.mark.parametrize("outcome", ["granted", "upheld"])
async def test_an_outcome_is_said_with_its_reason_and_nothing_more_is_asked(
    world: World, cedar: Visitor, person: Person, outcome: str
) -> None:
    at = await declined(world, person)
    await cedar.fill(f"{at}/second-look", f"{at}/second-look", {"words": ""})
    await house.lands(world, at.removeprefix("/posts/"), "decline", notice=f"appeal_{outcome}", reason="method_detail")
    page = plain((await cedar.get(at)).text)
    sentence = {
        "granted": "Another guide has read it again and changed the first decision.",
        "upheld": "Another guide has read it again. The first decision stands, and here is why.",
    }[outcome]
    assert f"{sentence} It told of a way to hurt oneself." in page
    assert catalogue("fr").gettext(sentence) != sentence
