"""What becomes a version, who may say so, and what happens when two say it at once."""

from __future__ import annotations

import asyncio

import pytest

from app.kernel.errors import Conflict, NotFound
from moderation.cases.model import Guide
from moderation.lab import catalogue, drafting, publishing
from tests.conftest import World
from tests.moderation.lab.conftest import Lab, replace, row, shipped

RETIRED = "en-dv-fist-wall"


async def test_a_draft_that_passes_becomes_a_version(lab: Lab) -> None:
    noor = await lab.lead("Noor")
    draft = await lab.draft(noor, row())
    asked = await lab.checked(noor, draft)
    assert await lab.status(asked) == {"status": "ready", "problems": [], "losses": []}
    await lab.publish(noor, asked)
    assert await lab.versions() == [("en", 1)]
    db = await lab.world.db("desk_en")
    async with db.reading() as tx:
        live = await catalogue.live(tx, "en")
        over = await drafting.find(tx, draft, "en")
    assert live.find("en-lab-umbrella") == row()
    assert len(live.lexicon.live) == len(catalogue.shipped("en").live) + 1
    assert over.status == "live"
    (entry,) = await lab.world.fetch("SELECT actor, subject, code FROM en.log WHERE verb = 'phrases_published'")
    assert entry == {"actor": noor.ref, "subject": f"lab {asked}", "code": "en.1"}


PROBLEMS = {
    "must_hit": ({"must_hit": ["My purple coat is back"], "must_not_hit": ["nothing"]}, "must_hit"),
    "must_not_hit": ({"must_not_hit": ["A purple umbrella, again"]}, "must_not_hit"),
    "no twin in the other language": ({"twin": "fr-nobody-has-this"}, "no_twin"),
    "a class that is not there": ({"forms": ["[nothing_such] .. umbrella"]}, "cannot_work"),
}


@pytest.mark.parametrize("problem", PROBLEMS)
async def test_what_cannot_be_published_says_why_and_changes_nothing(lab: Lab, problem: str) -> None:
    changes, code = PROBLEMS[problem]
    noor = await lab.lead("Noor")
    asked = await lab.checked(noor, await lab.draft(noor, row(**changes)))
    found = await lab.status(asked)
    assert found["status"] == "refused"
    assert {one["code"] for one in found["problems"]} == {code}
    with pytest.raises(Conflict):
        await lab.publish(noor, asked)
    assert await lab.versions() == []


async def test_a_changed_row_is_checked_against_every_live_row_s_examples(lab: Lab) -> None:
    noor = await lab.lead("Noor")
    asked = await lab.checked(noor, await lab.draft(noor, row()))
    (found,) = await lab.world.fetch("SELECT checked, total FROM shared.phrase_publication WHERE ref = $1", asked)
    rows = [*catalogue.shipped("en").live, row()]
    assert found["checked"] == found["total"] == sum(len(one.must_hit) + len(one.must_not_hit) for one in rows)


LOWERED = {
    "a lower level": ({"urgency": shipped(RETIRED).urgency.lowered(1)}, {"urgency", "lost_example"}),
    "another category": ({"category": "spam"}, {"category"}),
    "a rule that lowers": ({"rules": (*shipped(RETIRED).rules, "negation")}, {"rules"}),
    "forms that miss what they had to find": (
        {"forms": ("throws a pan at me",), "must_hit": ("She throws a pan at me",)},
        {"lost_example"},
    ),
}


@pytest.mark.parametrize("change", LOWERED)
async def test_what_lowers_recall_waits_for_a_second_lead(lab: Lab, change: str) -> None:
    changes, codes = LOWERED[change]
    noor, sam = await lab.lead("Noor"), await lab.lead("Sam")
    changed = replace(shipped(RETIRED), **changes)  # type: ignore[arg-type]
    asked = await lab.checked(noor, await lab.draft(noor, changed))
    found = await lab.status(asked)
    assert found["status"] == "ready"
    assert {one["code"] for one in found["losses"]} == codes
    with pytest.raises(Conflict, match="second lead"):
        await lab.publish(noor, asked)
    await lab.publish(sam, asked)
    (version,) = await lab.world.fetch("SELECT published_by, second_by, lowers_recall FROM shared.phrase_version")
    assert version == {"published_by": noor.ref, "second_by": sam.ref, "lowers_recall": True}


async def test_whoever_wrote_an_earlier_revision_is_no_second_lead(lab: Lab) -> None:
    noor, sam = await lab.lead("Noor"), await lab.lead("Sam")
    changed = replace(shipped(RETIRED), category="spam")
    draft = await lab.draft(sam, changed)
    await lab.draft(noor, replace(changed, note="seen"), seen=1)
    asked = await lab.checked(noor, draft)
    with pytest.raises(Conflict, match="second lead"):
        await lab.publish(sam, asked)
    assert await lab.versions() == []


async def test_retiring_one_of_a_pair_is_refused_and_both_take_two_people(lab: Lab) -> None:
    both = ("en", "fr")
    noor, sam, ana = await lab.lead("Noor", both), await lab.lead("Sam", both), await lab.lead("Ana")
    old = shipped(RETIRED)
    draft = await lab.draft(noor, replace(old, status="retired"))
    alone = await lab.status(await lab.checked(noor, draft, languages=both))
    assert alone["problems"] == [{"code": "leaves_twin", "phrase_id": old.twin, "number": 0}]
    await lab.draft(noor, replace(shipped(old.twin), status="retired"))
    asked = await lab.checked(noor, draft, languages=both)
    assert (await lab.status(asked))["problems"] == []
    with pytest.raises(Conflict, match="both languages"):
        await lab.publish(ana, asked)
    await lab.publish(sam, asked)
    assert await lab.versions() == [("en", 1), ("fr", 1)]
    db = await lab.world.db("desk_fr")
    async with db.reading() as tx:
        gone = (await catalogue.live(tx, "fr")).find(old.twin)
    assert gone is not None
    assert gone.status == "retired"


async def test_of_two_second_leads_at_once_one_makes_the_version(lab: Lab) -> None:
    noor, sam, ana = await lab.lead("Noor"), await lab.lead("Sam"), await lab.lead("Ana")
    asked = await lab.checked(noor, await lab.draft(noor, replace(shipped(RETIRED), category="spam")))

    async def tried(who: Guide) -> str:
        try:
            await lab.publish(who, asked)
        except Conflict as lost:
            return lost.sentence
        return "published"

    outcomes = await asyncio.gather(*(tried(who) for who in (noor, sam, ana, noor, sam, ana)))
    assert outcomes.count("published") == 1
    assert outcomes[0] != "published"
    assert outcomes[3] != "published"
    assert await lab.versions() == [("en", 1)]


async def test_a_draft_saved_after_the_check_is_not_what_gets_published(lab: Lab) -> None:
    noor = await lab.lead("Noor")
    draft = await lab.draft(noor, row())
    asked = await lab.checked(noor, draft)
    await lab.draft(noor, row(forms=["umbrella"]), seen=1)
    with pytest.raises(Conflict, match="meantime"):
        await lab.publish(noor, asked)
    assert await lab.versions() == []


async def test_what_was_checked_against_an_older_version_is_checked_again(lab: Lab) -> None:
    noor = await lab.lead("Noor")
    first = await lab.checked(noor, await lab.draft(noor, row()))
    second = await lab.checked(noor, await lab.draft(noor, row(phrase_id="en-lab-kettle", forms=["purple umbrella"])))
    db = await lab.world.db("desk_en")
    async with db.reading() as tx:
        assert [one.ref for one in await publishing.waiting(tx, "en")] == [second, first]
    await lab.publish(noor, first)
    with pytest.raises(Conflict, match="meantime"):
        await lab.publish(noor, second)
    async with db.reading() as tx:
        assert await publishing.waiting(tx, "en") == ()


async def test_an_earlier_version_comes_back_as_a_new_one(lab: Lab) -> None:
    noor, sam = await lab.lead("Noor"), await lab.lead("Sam")
    await lab.published(noor, row())
    db = await lab.world.db("desk_en")
    async with db.writing() as tx:
        asked = await publishing.ask_return(tx, noor, "en", 0)
    from moderation.desk.lab import running

    await running.check(db, asked)
    # What goes away found something: two people.
    assert [one["code"] for one in (await lab.status(asked))["losses"]] == ["retired"]
    await lab.publish(sam, asked)
    assert await lab.versions() == [("en", 1), ("en", 2)]
    async with db.reading() as tx:
        assert (await catalogue.live(tx, "en")).lexicon == catalogue.shipped("en")


async def test_a_lead_of_one_community_changes_nothing_of_the_other(lab: Lab) -> None:
    noor, line = await lab.lead("Noor"), await lab.lead("Line", ("fr",))
    draft = await lab.draft(
        line, row("fr", "fr-lab-parapluie", forms=["parapluie mauve"], must_hit=["Mon parapluie mauve"])
    )
    db = await lab.world.db("desk_en")
    for act in (drafting.drop, drafting.shade):
        with pytest.raises(NotFound):
            async with db.writing() as tx:
                await act(tx, draft)
    with pytest.raises(Exception, match="check option"):
        async with db.writing() as tx:
            await tx.one(drafting.Q.add, "x" * 14, "fr", "fr-lab-autre")
    asked = await lab.checked(line, draft, lang="fr", languages=("fr",))
    with pytest.raises(NotFound):
        await lab.publish(noor, asked)


async def test_a_guide_a_stranger_or_one_who_left_publishes_nothing(lab: Lab) -> None:
    noor, guide = await lab.lead("Noor"), await lab.lead("Gil", role="guide")
    asked = await lab.checked(noor, await lab.draft(noor, row()))
    for who in (guide, replace(guide, ref="n" * 14)):
        with pytest.raises(Conflict):
            await lab.publish(who, asked)
    await lab.world.execute("UPDATE shared.staff SET disabled_at = now() WHERE ref = $1", noor.ref)
    with pytest.raises(Conflict):
        await lab.publish(noor, asked)
    assert await lab.versions() == []


async def test_nobody_changes_what_was_saved_or_published(lab: Lab) -> None:
    noor = await lab.lead("Noor")
    await lab.published(noor, row())
    for table in ("phrase_version", "phrase_revision"):
        for act in (f"DELETE FROM shared.{table}", f"UPDATE shared.{table} SET lang = 'fr'"):
            with pytest.raises(Exception, match="never changed"):
                await lab.world.execute(act)


async def test_a_save_over_somebody_else_s_is_refused(lab: Lab) -> None:
    noor, sam = await lab.lead("Noor"), await lab.lead("Sam")
    draft = await lab.draft(noor, row())
    await lab.draft(sam, row(note="mine"), seen=1)
    with pytest.raises(Conflict):
        await lab.draft(noor, row(note="also mine"), seen=1)
    found = await lab.world.fetch("SELECT number, staff_ref FROM shared.phrase_revision ORDER BY number")
    assert [(one["number"], one["staff_ref"]) for one in found] == [(1, noor.ref), (2, sam.ref)]
    assert await lab.draft(sam, row(note="again"), seen=2) == draft


async def test_the_other_roles_read_nothing_of_the_lab(world: World) -> None:
    for role in ("screener_en", "board_en"):
        for table in ("phrase_version", "phrase_draft", "phrase_revision", "phrase_publication"):
            (found,) = await world.fetch(f"SELECT has_table_privilege('{role}', 'shared.{table}', 'SELECT') AS may")
            assert found["may"] is False
