"""The pages for everybody, the way in and the way out."""

from __future__ import annotations

import pytest

from tests.app.web.membership import member, open_board, token_of
from tests.conftest import World


async def test_leaving_ends_the_session_by_a_plain_link(world: World) -> None:
    async with open_board(world) as board:
        for path in ("/en/leave", "/leave"):
            who = await member(board, f"Owl {len(path)}", f"lou{len(path)}@example.org")
            token = token_of(who)
            answer = await who.client.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, board.settings.leave_url_en)
            assert answer.headers["clear-site-data"] == '"cookies", "storage"'
            who.client.cookies.set("havre_en", token)
            assert (await who.open("/me")).headers["location"] == "/en/sign-in"
        assert (await board.visitor("fr").open("/leave")).headers["location"] == board.settings.leave_url_fr


PUBLIC = ["/help", "/privacy", "/house-rules", "/accessibility", "/leaving", "/join", "/sign-in", "/reset"]


@pytest.mark.parametrize("place", ["en", "fr"])
async def test_public_pages_open_for_everybody_in_their_language(shared_world: World, place: str) -> None:
    async with open_board(shared_world) as board:
        for path in PUBLIC:
            answer = await board.visitor(place).open(path)
            assert answer.status_code == 200, path
            assert f'<html lang="{place}"' in answer.text
            cache = {"/help": "public, max-age=3600", "/house-rules": "public, max-age=300"}.get(path, "no-store")
            assert answer.headers["cache-control"] == cache


async def test_help_is_the_same_page_for_a_member_and_needs_no_database(world: World) -> None:
    async with open_board(world) as board:
        who = await member(board)
        stranger = await board.visitor().open("/help")
        for database in board.app.state.door.databases.values():
            await database.close()
        mine = await who.open("/help")
        assert (mine.status_code, mine.content) == (200, stranger.content)
        assert "set-cookie" not in mine.headers
        assert (await who.open("/leave")).status_code == 303
        assert (await who.open("/sign-in")).status_code in (200, 503)


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("en-CA", "en"),
        ("de, fr;q=0.3, en;q=0.2", "fr"),
        ("", "en"),
        ("fr;q=x", "fr"),
    ],
)
async def test_the_bare_address_leads_to_the_browsers_language(shared_world: World, says: str, place: str) -> None:
    async with open_board(shared_world) as board:
        answer = await board.visitor().client.get("/", headers={"Accept-Language": says})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{place}/")


async def test_an_unknown_community_is_not_there(shared_world: World) -> None:
    async with open_board(shared_world) as board:
        assert (await board.visitor("de").open("/sign-in")).status_code == 404
