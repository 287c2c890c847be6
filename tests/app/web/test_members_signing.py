"""Signing in and out, sessions and their cache, a new password."""

from __future__ import annotations

from app.kernel.bell import Bell
from app.kernel.hashing import digest_of
from tests.app.web.membership import OTHER_PASSWORD, PASSWORD, member, open_board, plain, token_of
from tests.conftest import World


async def test_a_member_signs_in_on_another_device_and_the_address_is_sealed(world: World) -> None:
    async with open_board(world) as board:
        await member(board)
        phone = board.visitor(address="203.0.113.77")
        answer = await phone.sign_in("quiet cedar")
        assert answer.headers["location"] == "/en/"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert (await board.envelopes("address"))[-1]["ip"] == "203.0.113.77"
        assert (await phone.open("/me")).status_code == 200
        assert token_of(phone) not in str(await world.fetch("SELECT * FROM en.session"))


async def test_a_member_of_one_community_is_nobody_in_the_other(world: World) -> None:
    async with open_board(world) as board:
        who = await member(board)
        assert (await board.visitor("fr").sign_in("Quiet Cedar")).status_code == 422
        who.place = "fr"
        assert (await who.open("/me")).headers["location"] == "/fr/sign-in"


async def test_a_page_read_again_asks_the_database_nothing_about_the_session(world: World) -> None:
    async with open_board(world) as board:
        who = await member(board)
        await who.open("/me")
        await world.execute("DELETE FROM en.session")
        assert (await who.open("/me")).status_code == 200  # from the cache, for 30 seconds
        assert (await who.send("/me/theme", {"theme": "dark"}, page="/me")).status_code == 404  # an act asks the truth


async def test_a_forged_cache_entry_makes_nobody_a_member(world: World, bell: Bell) -> None:
    async with open_board(world) as board:
        who = await member(board)
        await who.open("/me")
        key = f"session:en:{digest_of(token_of(who)).hex()}"
        true = await bell.get(key)
        assert true is not None
        assert b"veteran" not in true
        assert token_of(who).encode() not in true
        stranger = board.visitor()
        stranger.client.cookies.set("havre_en", "made-up")
        for forged in (true, true[:32] + true[32:].replace(b'"auto"', b'"dark"'), b"", b"{}" * 40):
            await bell.keep(f"session:en:{digest_of('made-up').hex()}", forged, 30)
            assert (await stranger.open("/me")).headers["location"] == "/en/sign-in"


async def test_everything_works_without_redis(world: World) -> None:
    for url in ("", "redis://127.0.0.1:9/0"):
        async with open_board(world, redis_url=url) as board:
            who = board.visitor()
            await who.become_member(f"Owl {len(url)}", f"lou{len(url)}@example.org")
            assert (await who.open("/me")).status_code == 200
            await who.send("/sign-out", {}, page="/me")
            assert (await who.open("/me")).status_code == 303


async def test_signing_out_ends_this_session_and_clears_the_browser(world: World) -> None:
    async with open_board(world) as board:
        one, other = await member(board), board.visitor()
        await other.sign_in("Quiet Cedar")
        token = token_of(one)
        await one.open("/me")
        answer = await one.send("/sign-out", {}, page="/me")
        assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
        one.client.cookies.set("havre_en", token)  # a copy of the cookie is worth nothing
        assert (await one.open("/me")).headers["location"] == "/en/sign-in"
        assert (await other.open("/me")).status_code == 200


async def test_signing_out_everywhere_ends_every_session_at_once(world: World) -> None:
    async with open_board(world) as board:
        one, other = await member(board), board.visitor()
        await other.sign_in("Quiet Cedar")
        await other.open("/me")
        assert "You are signed in on 2 devices." in plain(await one.open("/me"))
        await one.send("/sign-out/everywhere", {}, page="/me")
        assert (await other.open("/me")).headers["location"] == "/en/sign-in"
        assert await world.fetch("SELECT * FROM en.session") == []


async def test_a_new_password_by_mail_shows_the_name_and_signs_nobody_in(world: World) -> None:
    async with open_board(world) as board:
        who = await member(board)
        stranger = board.visitor()
        assert (await stranger.send("/reset", {"email": "LOU@example.org"})).headers["location"] == "/en/reset/sent"
        mail = (await board.mails())[-1]
        assert (mail["kind"], mail["to"]) == ("reset", "LOU@example.org")
        path = mail["link"].removeprefix(f"{board.settings.url}/en")
        assert "Your chosen name is Quiet Cedar." in plain(await stranger.open(path))
        assert (await stranger.send(path, {"password": "passwordpassword"})).status_code == 422
        assert (await stranger.send(path, {"password": OTHER_PASSWORD})).headers["location"] == "/en/reset/done"
        assert token_of(stranger) == ""
        assert (await who.open("/me")).headers["location"] == "/en/sign-in"  # the cache forgot it too
        assert (await stranger.open(path)).status_code == 404
        assert (await stranger.send(path, {"password": PASSWORD}, page="/sign-in")).status_code == 404
        assert (await stranger.sign_in("Quiet Cedar", PASSWORD)).status_code == 422
        assert (await stranger.sign_in("Quiet Cedar", OTHER_PASSWORD)).status_code == 303


async def test_changing_the_password_needs_the_old_one_and_ends_the_other_sessions(world: World) -> None:
    async with open_board(world) as board:
        one, other = await member(board), board.visitor()
        await other.sign_in("Quiet Cedar")
        await other.open("/me")
        wrong = await one.send("/me/password", {"old": "wrong", "password": OTHER_PASSWORD}, page="/me")
        assert wrong.status_code == 422
        assert "This is not your present password." in plain(wrong)
        weak = await one.send("/me/password", {"old": PASSWORD, "password": "quiet cedar quiet"}, page="/me")
        assert weak.status_code == 422
        right = await one.send("/me/password", {"old": PASSWORD, "password": OTHER_PASSWORD}, page="/me")
        assert right.headers["location"] == "/en/me?changed=yes"
        assert (await one.open("/me")).status_code == 200
        assert (await other.open("/me")).headers["location"] == "/en/sign-in"


async def test_a_form_of_another_site_or_another_visitor_changes_nothing(world: World) -> None:
    async with open_board(world) as board:
        one, other = await member(board), board.visitor()
        await other.open("/sign-in")
        assert (await one.client.post("/en/sign-out", data={"csrf": "x"})).status_code == 403
        cross = await one.client.post("/en/sign-out", data={}, headers={"Sec-Fetch-Site": "cross-site"})
        assert cross.status_code in (403, 404)
        assert (await one.open("/me")).status_code == 200


async def test_a_link_that_does_not_work_says_so_and_how_to_go_on(world: World) -> None:
    async with open_board(world) as board:
        lou = board.visitor()
        await lou.become_member("Quiet Cedar", "lou@example.org")
        used = (await board.mails())[0]["link"].removeprefix(f"{board.settings.url}/en")
        stranger = board.visitor()
        old, unknown = await stranger.open(used), await stranger.open("/activate/nothing")
        assert old.status_code == unknown.status_code == 404
        assert plain(old) == plain(unknown)
        assert "This link no longer works" in plain(old)
        assert (await stranger.send(used, {}, page="/sign-in")).status_code == 404
