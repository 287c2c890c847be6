"""Answers, house rules and places: every language or not at all, every version kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import asyncpg
import pytest

from app.board import handbook, places
from app.board.handbook import Wording
from app.board.places import FIXED, PlaceFacts
from app.kernel.errors import Conflict, Invalid, NotFound
from moderation.cases.model import Act, Guide
from moderation.handbook import checking, entries
from moderation.handbook.model import AnswerFacts, Draft, Kind
from moderation.handbook.shipped import shipped, shipped_answers
from tests.conftest import World, rolled_back
from tests.moderation.factories import Board

EN = Wording(lang="en", title="Rest when you need to.", words="Nobody counts how often you come.")
FR = Wording(lang="fr", title="Prenez le temps qu'il faut.", words="Personne ne compte vos visites.")
RULE = Draft(kind=Kind.RULE, code="rest", seen=0, position=5, wordings=(EN, FR), facts=None, note="Agreed on Monday.")
FACTS = PlaceFacts(phone="1-800-555-0142", web="https://shelter.example/help", region="mb", kinds=("housing",))
PLACE = replace(RULE, kind=Kind.PLACE, code="shelter", facts=FACTS)
ANSWER = replace(RULE, kind=Kind.ANSWER, code="rest", facts=AnswerFacts(acts=(Act.WRITE,)))


async def saved(world: World, editor: Guide, draft: Draft) -> int:
    db = await world.db("desk")
    async with db.writing() as tx:
        return await entries.save(tx, editor, draft)


async def rules_of(world: World, community: str = "en") -> list[str]:
    async with rolled_back(world, f"board_{community}") as tx:
        return [one.said(community).title for one in await handbook.rules(tx)]


def test_everything_that_is_shipped_may_be_published() -> None:
    for kind in Kind:
        for one in shipped(kind):
            if one.code in FIXED:
                continue
            checking.check(
                Draft(
                    kind=kind,
                    code=one.code,
                    seen=0,
                    position=one.position,
                    wordings=one.wordings,
                    facts=one.facts,
                    note="As shipped.",
                )
            )


def test_a_dozen_answers_are_shipped_and_every_act_that_tells_its_author_has_one() -> None:
    assert len(shipped_answers()) >= 12
    acts = {act for one in shipped_answers() for act in one.facts.acts}
    assert acts == {Act.POST, Act.EDIT, Act.ASK, Act.DECLINE, Act.HIDE, Act.WRITE}


async def test_a_rule_is_read_by_both_boards_in_its_place_and_can_be_taken_away(board: Board) -> None:
    lena, world = await board.guide("Lena"), board.world
    before = await rules_of(world)
    assert await saved(world, lena, RULE) == 1
    assert await rules_of(world) == [EN.title, *before]
    assert (await rules_of(world, "fr"))[0] == FR.title
    db = await world.db("desk")
    async with db.writing() as tx:
        assert await entries.retire(tx, lena, Kind.RULE, "rest", seen=1, note="Not needed.") == 2
        assert await entries.retire(tx, lena, Kind.RULE, "kind", seen=0, note="Not needed.") == 1
    assert await rules_of(world) == [title for title in before if title != "Be kind. Believe people."]
    log = await world.fetch("SELECT actor, verb, subject, code FROM shared.log WHERE verb LIKE 'handbook%' ORDER BY id")
    assert [(row["verb"], row["subject"], row["code"]) for row in log] == [
        ("handbook_saved", "rule rest", "v1"),
        ("handbook_retired", "rule rest", "v2"),
        ("handbook_retired", "rule kind", "v1"),
    ]
    assert {row["actor"] for row in log} == {lena.ref}


async def test_an_earlier_version_can_count_again_the_shipped_one_too(board: Board) -> None:
    lena, world = await board.guide("Lena"), board.world
    before = await rules_of(world)
    await saved(world, lena, replace(RULE, code="kind"))
    db = await world.db("desk")
    async with db.writing() as tx:
        newest, first = await entries.history(tx, Kind.RULE, "kind")
        assert (newest.number, newest.made_by, first.number) == (1, "Lena", 0)
        await entries.bring_back(tx, lena, first, seen=1, note="It was better.")
        with pytest.raises(NotFound):
            await entries.history(tx, Kind.RULE, "nothing")
    assert await rules_of(world) == before


def without(lang: str, **changes: str) -> tuple[Wording, ...]:
    return tuple(replace(one, **changes) if one.lang == lang else one for one in (EN, FR))


REFUSED = [
    # Nothing is published with a language missing.
    (replace(RULE, wordings=(EN,)), "title_fr"),
    (replace(RULE, wordings=without("fr", words="  ")), "words_fr"),
    (replace(RULE, wordings=without("en", title="")), "title_en"),
    (replace(PLACE, wordings=without("en", hours="Day and night.")), "hours_fr"),
    # Nothing is published that a notice cannot hold.
    (replace(ANSWER, wordings=without("fr", words="x" * 2001)), "words_fr"),
    # Every version says why.
    (replace(RULE, note=" "), "note"),
    (replace(RULE, code="Rest now"), "code"),
    # A place can be reached, is somewhere, and is about something.
    (replace(PLACE, facts=replace(FACTS, phone="", web="")), "phone"),
    (replace(PLACE, facts=replace(FACTS, phone="ask Ann")), "phone"),
    (replace(PLACE, facts=replace(FACTS, web="http://shelter.example")), "web"),
    (replace(PLACE, facts=replace(FACTS, web="javascript:alert(1)")), "web"),
    (replace(PLACE, facts=replace(FACTS, region="zz")), "region"),
    (replace(PLACE, facts=replace(FACTS, kinds=())), "kind_crisis"),
    # Safety texts change only with clinical sign-off.
    (replace(PLACE, code="line_ca_988"), None),
    # An answer goes with an act, and has no gaps.
    (replace(ANSWER, facts=AnswerFacts()), "act_post"),
    (replace(ANSWER, wordings=without("en", words="Dear {name}, thank you.")), "words_en"),
]


@pytest.mark.parametrize(("draft", "field"), REFUSED)
async def test_what_may_not_be_published_is_refused(board: Board, draft: Draft, field: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        await saved(board.world, await board.guide("Lena"), draft)
    assert refused.value.field == field
    assert await board.world.fetch("SELECT id FROM shared.handbook_version") == []


@pytest.mark.parametrize(
    "words",
    [
        {"en": {"title": "Rest", "words": "Rest."}},
        {"en": {"title": "Rest", "words": "Rest."}, "fr": {"title": "Repos", "words": " "}},
        {"en": {"title": "Rest", "words": "Rest."}, "fr": {"title": "Repos", "words": "x" * 2001}},
        {"en": {"title": "Rest", "words": "Rest."}, "fr": {"title": "Repos"}},
    ],
)
async def test_the_database_refuses_a_missing_language_too(board: Board, words: dict[str, dict[str, str]]) -> None:
    lena = await board.guide("Lena")
    with pytest.raises(asyncpg.CheckViolationError, match="handbook_in_both"):
        await board.world.execute(
            "INSERT INTO shared.handbook_version (kind, code, number, is_shown, position, words, facts, note, made_by) "
            "VALUES ('rule', 'rest', 1, true, 1, $1, '{}', 'x', $2)",
            json.dumps(words),
            lena.id,
        )


async def test_of_two_who_save_at_once_one_is_told(board: Board) -> None:
    lena, lou = await board.guide("Lena"), await board.guide("Lou")
    await saved(board.world, lena, RULE)
    with pytest.raises(Conflict):
        await saved(board.world, lou, RULE)
    assert await saved(board.world, lou, replace(RULE, seen=1)) == 2


async def test_a_place_remembers_who_checked_it_and_goes_stale_after_half_a_year(board: Board) -> None:
    lena, lou, world = await board.guide("Lena"), await board.guide("Lou"), board.world
    await saved(world, lena, replace(PLACE, is_checked=True))
    await saved(world, lou, replace(PLACE, seen=1))
    async with rolled_back(world, "desk") as tx:
        (found,) = [one for one in await entries.every(tx, Kind.PLACE) if one.code == "shelter"]
    assert (found.number, found.checked_by, found.made_by) == (2, "Lena", "Lou")
    assert found.checked_on is not None
    assert not found.is_stale(found.checked_on + timedelta(days=180))
    assert found.is_stale(found.checked_on + timedelta(days=181))
    async with rolled_back(world, "board_fr") as tx:
        (shown,) = [one for one in await places.places(tx) if one.code == "shelter"]
    assert (shown.facts, shown.checked_on) == (FACTS, found.checked_on)


def test_a_shipped_line_that_nobody_has_checked_wants_checking() -> None:
    stale = {one.code for one in shipped(Kind.PLACE) if one.is_stale(date(2026, 11, 21))}
    assert "line_ca_18002687708" in stale and "line_ca_988" not in stale


async def test_guides_of_both_communities_pick_what_was_saved(board: Board) -> None:
    await saved(board.world, await board.guide("Lena"), ANSWER)
    for community in ("en", "fr"):
        async with rolled_back(board.world, f"desk_{community}") as tx:
            found = {one.code: one for one in await entries.answers(tx)}
        assert found["rest"].said("fr").words == FR.words and found["rest"].facts.acts == (Act.WRITE,)
        assert len(found) == len(shipped_answers()) + 1


async def test_the_board_reads_what_is_shown_and_nothing_else_of_the_handbook(board: Board) -> None:
    lena = await board.guide("Lena")
    await saved(board.world, lena, RULE)
    db = await board.world.db("desk")
    async with db.writing() as tx:
        await entries.retire(tx, lena, Kind.RULE, "rest", seen=1, note="Not needed.")
    async with rolled_back(board.world, "board_en") as tx:
        connection = await tx._get()
        assert await connection.fetchval("SELECT words FROM rule_shown WHERE code = 'rest'") is None
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch("SELECT note FROM shared.handbook_version")
