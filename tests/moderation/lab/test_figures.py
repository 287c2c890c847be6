"""How a phrase does: counted by hand on a few invented texts."""

from __future__ import annotations

from app.kernel.ids import new_ref
from moderation.lab import figures
from moderation.lab.model import Figures, Overlap
from tests.moderation.factories import HIGH, screened
from tests.moderation.lab.conftest import Lab

WISH = "en-sui-wish-die"
CLOSE = "UPDATE en.case_file SET closed_at = now() WHERE id = $1"
DECIDE = """
INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason)
SELECT $2, id, post_id, post_version, 1, $3, $4, 'other' FROM en.case_file WHERE id = $1
"""


async def test_hits_load_and_agreement_of_a_phrase(lab: Lab) -> None:
    board, guide = lab.board, await lab.lead("Noor")
    author = await board.member("slow-tide")
    posts = [await board.open(author, HIGH) for _ in range(8)]
    await screened(board.world)
    # Two long ago, one before this month; six cases ended, one as it was, one left, four acted on.
    for post, days in zip(posts[:3], (100, 95, 40), strict=True):
        for table in ("phrase_hit AS x", "verdict AS x"):
            where = "x.verdict_id = v.id" if table.startswith("phrase") else "x.id = v.id"
            await board.world.execute(
                f"UPDATE en.{table} SET made_at = now() - make_interval(days => $2) FROM en.verdict AS v "
                f"JOIN en.post AS p ON p.id = v.post_id WHERE p.ref = $1 AND {where}", post, days,
            )  # fmt: skip
    for post, act in zip(posts[2:], ("hide", "hide", "decline", "edit_and_post", "post", "keep"), strict=True):
        (case,) = await board.cases(post)
        await board.world.execute(DECIDE, case["id"], new_ref(), guide.id, act)
        await board.world.execute(CLOSE, case["id"])
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        told = await figures.of_phrases(tx, [WISH, "en-nobody"])
        others = await figures.overlap(tx, WISH)
    assert told[WISH] == Figures(phrase_id=WISH, hits_30=5, hits_90=6, a_week=1.25, decided=6, acted=4)
    assert told[WISH].agreement == 67
    assert told["en-nobody"] == Figures(phrase_id="en-nobody")
    assert told["en-nobody"].agreement is None
    hits = await board.world.fetch(
        "SELECT phrase_id, count(*) AS n FROM en.phrase_hit WHERE phrase_id <> $1 AND made_at > now() - interval '90 days' "
        "GROUP BY 1 ORDER BY 2 DESC, 1", WISH,
    )  # fmt: skip
    assert others == tuple(Overlap(phrase_id=str(one["phrase_id"]), both=6) for one in hits)


async def test_what_a_guide_took_back_is_no_decision(lab: Lab) -> None:
    board, guide = lab.board, await lab.lead("Noor")
    post = await board.open(await board.member("slow-tide"), HIGH)
    await screened(board.world)
    (case,) = await board.cases(post)
    await board.world.execute(DECIDE, case["id"], new_ref(), guide.id, "hide")
    await board.world.execute("UPDATE en.decision SET state = 'undone'")
    await board.world.execute(CLOSE, case["id"])
    db = await board.world.db("desk_en")
    async with db.reading() as tx:
        told = await figures.of_phrases(tx, [WISH])
    assert (told[WISH].hits_30, told[WISH].decided) == (1, 0)


async def test_the_figures_of_a_phrase_are_found_by_an_index(lab: Lab) -> None:
    """Of 40,000 hits, one phrase's are read and no other's."""
    world = lab.world
    author = await lab.board.member("slow-tide")
    await lab.board.open(author, HIGH)
    await screened(world)
    await world.execute(
        "INSERT INTO en.phrase_hit (verdict_id, phrase_id, made_at) "
        "SELECT v.id, 'en-other-' || n, now() FROM en.verdict AS v, generate_series(1, 40000) AS n"
    )
    await world.execute("ANALYZE en.phrase_hit")
    from moderation.lab.figures import Q

    text = Q.figures.text.replace("$1::text[]", "ARRAY['en-sui-wish-die']")
    async with (await world.db("desk_en")).reading() as tx:
        plan = await (await tx._get()).fetch(f"EXPLAIN {text}")
    told = "\n".join(str(line[0]) for line in plan)
    assert "phrase_hit_phrase" in told
    assert "Seq Scan on phrase_hit" not in told
