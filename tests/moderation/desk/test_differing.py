"""What an author changed, word by word."""

from __future__ import annotations

import time

from moderation.desk.differing import MOST_WORDS, differences
from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE, screened


def test_words_that_went_and_came_stand_where_they_were() -> None:
    pieces = differences("I slept six hours, alone.", "I slept two hours, alone. Good.")
    assert pieces is not None
    assert [(one.kind, one.text) for one in pieces] == [
        ("same", "I slept "),
        ("gone", "six"),
        ("new", "two"),
        ("same", " hours, alone."),
        ("new", " Good."),
    ]
    assert "".join(one.text for one in pieces if one.kind != "gone") == "I slept two hours, alone. Good."


def test_hostile_texts_take_no_time() -> None:
    began = time.perf_counter()
    for older, newer in (("a " * 1400, "b " * 1400), ("a b " * 700, "b a " * 700), ("é" * 9000, "è" * 9000)):
        assert differences(older, newer) is not None
    assert differences("a " * MOST_WORDS, "b " * MOST_WORDS) is None
    assert time.perf_counter() - began < 3


async def test_the_case_shows_what_a_version_changed(desk: Desk) -> None:
    author = await desk.member("slow-tide")
    post = await desk.write(author, GOODBYE)
    db = await desk.world.db("board_en")
    async with db.writing() as tx:
        await (await tx._get()).fetchval(
            "SELECT version FROM revise($1, $2, gen_random_uuid(), 'A night', $3)",
            author,
            post,
            GOODBYE + " <b>Truly.</b>",
        )
    await screened(desk.world)
    maya = await desk.person("Maya")
    shown = await maya.open(f"/en/cases/{await desk.case_of(post)}")
    assert "What version 2 made of it:" in plain(shown)
    assert "[added:]" in shown.text and "Truly" in shown.text
    assert "<b>Truly" not in shown.text
