"""The first page and the list: what waits, for how long, and nothing that hurts unasked."""

from __future__ import annotations

import re

from tests.moderation.desk.house import Desk, plain
from tests.moderation.factories import GOODBYE, PHONE


async def test_the_first_page_counts_both_communities_and_speaks_the_guides_language(desk: Desk) -> None:
    await desk.waiting(GOODBYE)
    noor = await desk.person("Noor", languages=("en", "fr"), lang="fr")
    home = plain(await noor.open("/"))
    assert "Ce qui attend" in home or "attend" in home
    assert "Maintenant 1" in home and "à l'instant" in home
    assert "Tout est lu. Prenez un moment." in home


async def test_a_list_puts_the_most_urgent_lane_first_and_hides_heavy_beginnings(desk: Desk) -> None:
    detail, danger = await desk.waiting(PHONE), await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    shown = await maya.open("/en/")
    assert shown.text.index(danger) < shown.text.index(detail)
    assert "Hidden: Suicide" in plain(shown) and "goodbyes" not in shown.text
    assert "Tonight. If you want to talk about the forms" in plain(shown)
    only = await maya.open("/en/?lane=privacy")
    assert detail in only.text and danger not in only.text
    assert (await maya.open("/en/?lane=nonsense")).status_code == 200


async def test_a_wait_over_its_time_says_so_in_words(desk: Desk) -> None:
    case = await desk.waiting(GOODBYE)
    await desk.world.execute(
        "UPDATE en.case_file SET opened_at = now() - interval '65 minutes', due_at = now() - interval '1 hour' "
        "WHERE ref = $1",
        case,
    )
    maya = await desk.person("Maya")
    assert "1 h 5 min over its time" in plain(await maya.open("/en/"))


async def test_a_long_list_goes_on_after_its_last_line(desk: Desk) -> None:
    case = await desk.waiting(PHONE)
    columns = "reasons, post_id, post_version, member_id, opened_at, due_at, closed_at"
    # Only one open case a post: the copies get posts of their own.
    await desk.world.execute(
        "WITH p AS (INSERT INTO en.post (ref, thread_id, author_id, is_opening) "
        "SELECT translate(substr(md5(n::text), 1, 14), '01', 'xy'), thread_id, author_id, false "
        "FROM en.post, generate_series(1, 45) AS n "
        "WHERE id = (SELECT post_id FROM en.case_file WHERE ref = $1) RETURNING id, ref, author_id), "
        "v AS (INSERT INTO en.post_version (post_id, number, author_id, nonce, body, screened_at, state) "
        "SELECT id, 1, author_id, gen_random_uuid(), 'still here', now(), 'held' FROM p RETURNING post_id) "
        f"INSERT INTO en.case_file (ref, lane, {columns}) "
        f"SELECT p.ref, 'routine', '{{review}}', p.id, 1, p.author_id, now(), now() + interval '4 hours', NULL FROM p",
        case,
    )
    maya = await desk.person("Maya")
    first = await maya.open("/en/?lane=routine")
    refs = re.findall(r'data-case="(\w+)"', first.text)
    (more,) = re.findall(r'href="([^"]+)">More waiting cases', first.text)
    rest = re.findall(r'data-case="(\w+)"', (await maya.open(more.replace("&amp;", "&"))).text)
    assert len(refs) == 40 and len(rest) == 5 and not set(refs) & set(rest)
    assert re.search(r"\d+ more wait. Choose a lane above.", plain(await maya.open("/en/")))


async def test_the_list_alone_is_a_part_and_without_script_a_page(desk: Desk) -> None:
    case = await desk.waiting(PHONE)
    maya = await desk.person("Maya")
    part = await maya.open("/en/queue?lane=privacy", hx_request="true")
    assert part.text.lstrip().startswith('<div id="queue">') and case in part.text
    assert (await maya.open(f"/en/queue?at={case}&lane=privacy")).headers["location"] == (
        f"/en/cases/{case}?lane=privacy"
    )


async def test_keys_can_be_turned_off(desk: Desk) -> None:
    maya = await desk.person("Maya")
    assert 'data-keys="on"' in (await maya.open("/en/")).text
    await maya.send("/me/keys/switch", {"switch": "off"}, page="/me/keys")
    assert 'data-keys="off"' in (await maya.open("/en/")).text
