"""A note before a text lets everybody choose; what guides write says that they wrote it."""

from __future__ import annotations

import pytest

from app.kernel.ids import new_ref
from tests.app.board import house
from tests.app.web.visiting import open_board, visitor
from tests.conftest import World
from tests.moderation.factories import screened

REPLY = "SELECT reply_as_guide((SELECT id FROM thread WHERE ref = $1), $2, gen_random_uuid(), $3)"


@pytest.mark.parametrize(
    ("community", "said", "name"),
    [
        ("en", "This is about: suicide and combat. Open it when you wish.", "A guide"),
        ("fr", "Il est question ici de ceci\u00a0: suicide et combat.", "L&#39;équipe des guides"),
    ],
)
async def test_a_note_folds_the_text_and_a_guides_reply_is_marked(
    world: World, monkeypatch: pytest.MonkeyPatch, community: str, said: str, name: str
) -> None:
    await house.makes_space(world, "nights", "Nights", community)
    author = await house.joins(world, "cedar-9", community)
    sent = await house.shown_thread(world, author, "nights", "Title", "the-words-themselves")
    await world.execute(f"UPDATE {community}.post SET topics = '{{combat,suicide}}' WHERE ref = $1", sent.post_ref)
    db = await world.db(f"desk_{community}")
    ref = new_ref()
    async with db.writing() as tx:
        await (await tx._get()).fetchval(REPLY, sent.thread_ref, ref, "We are here.")
    async with open_board(world, monkeypatch) as app:
        reader = visitor(app, await house.joins(world, "reader-9", community), community)
        before = (await reader.get(f"/threads/{sent.thread_ref}")).text
        assert "We are here." not in before, "a guide's words are screened, too"
        await screened(world)
        shown = (await reader.get(f"/threads/{sent.thread_ref}")).text
    summary, _, rest = shown.partition("<summary>")[2].partition("</summary>")
    assert said in summary
    assert "the-words-themselves" in rest.split("</details>")[0]
    reply = shown.split(f'id="post-{ref}"')[1]
    assert '<span class="tag">Guide</span>' in reply and name in reply and "We are here." in reply
