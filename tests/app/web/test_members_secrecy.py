"""What the answers do not tell: who is a member."""

from __future__ import annotations

import re
import statistics
import time

import httpx

from app.web.joining import EVEN_SECONDS
from tests.app.web.membership import application, member, open_board, plain
from tests.conftest import World


def without_forms(answer: httpx.Response) -> tuple[int, str, list[tuple[str, str]]]:
    kept = [(name, value) for name, value in answer.headers.items() if name not in ("set-cookie", "content-length")]
    return answer.status_code, plain(answer), kept


async def test_a_known_and_a_new_address_get_the_same_answer(world: World) -> None:
    async with open_board(world) as board:
        await board.visitor().join("Quiet Cedar", "lou@example.org")
        new, known = board.visitor(), board.visitor()
        first = await new.join("Blue Heron", "ash@example.org")
        second = await known.join("Green Otter", "lou@example.org")
        assert without_forms(first) == without_forms(second)
        assert without_forms(await new.open("/join/sent")) == without_forms(await known.open("/join/sent"))
        assert [mail["kind"] for mail in await board.mails()] == ["activate", "activate", "already_member"]
        assert len(await world.fetch("SELECT 1 FROM en.member WHERE affiliation <> 'team'")) == 2


async def test_sending_the_same_form_twice_is_one_mail(world: World) -> None:
    async with open_board(world) as board:
        lou = board.visitor()
        shown = (await lou.open("/join")).text
        hidden = dict(re.findall(r'name="(csrf|nonce)" value="([^"]+)"', shown))
        data = hidden | application("Quiet Cedar", "lou@example.org")
        await lou.client.post("/en/join", data=data)
        await lou.client.post("/en/join", data=data | {"pseudonym": "Blue Heron"})
        assert [mail["kind"] for mail in await board.mails()] == ["activate"]


async def test_a_mailbox_is_not_filled_by_strangers(world: World) -> None:
    async with open_board(world) as board:
        answers = [await board.visitor().join(f"Green Otter {n}", "one@example.org") for n in range(6)]
        assert [answer.status_code for answer in answers] == [303] * 5 + [429]


async def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(world: World) -> None:
    async with open_board(world) as board:
        await member(board)
        wrong_password = await board.visitor().sign_in("Quiet Cedar", "not the right password")
        wrong_name = await board.visitor().sign_in("Quiet Birch", "not the right password")
        assert wrong_password.status_code == wrong_name.status_code == 422
        assert plain(wrong_password) == plain(wrong_name).replace("Birch", "Cedar")
        assert "This name and password do not go together." in plain(wrong_name)


async def test_a_waiting_account_is_told_only_to_who_knows_the_password(world: World) -> None:
    async with open_board(world) as board:
        await board.visitor().join("Quiet Cedar", "lou@example.org")
        assert "waits for its link" in plain(await board.visitor().sign_in("Quiet Cedar"))
        assert "waits for its link" not in plain(
            await board.visitor().sign_in("Quiet Cedar", "something else entirely")
        )


async def test_guessing_at_one_name_is_slowed_from_everywhere_known_or_not(world: World) -> None:
    async with open_board(world) as board:
        await member(board, "Slow Turtle")
        for name in ("Slow Turtle", "No Such Turtle"):
            answers = [await board.visitor().sign_in(name, "wrong wrong wrong") for _ in range(16)]
            assert [answer.status_code for answer in answers] == [422] * 15 + [429]


async def test_asking_for_a_link_tells_nothing_about_an_address(world: World) -> None:
    async with open_board(world) as board:
        await member(board)
        before = len(await board.mails())
        known = await board.visitor().send("/reset", {"email": "lou@example.org"})
        unknown = await board.visitor().send("/reset", {"email": "ash@example.org"})
        elsewhere = await board.visitor("fr").send("/reset", {"email": "lou@example.org"})
        assert known.status_code == unknown.status_code == elsewhere.status_code == 303
        assert known.content == unknown.content
        assert known.headers["location"] == unknown.headers["location"]
        assert [mail["to"] for mail in (await board.mails())[before:]] == ["lou@example.org"]


async def test_known_and_unknown_cost_the_same_time(world: World) -> None:
    """Medians over interleaved tries; the bounds are wide because machines are shared."""
    async with open_board(world, redis_url="") as board:
        await member(board)
        times: dict[str, list[float]] = {
            "known name": [],
            "unknown name": [],
            "known address": [],
            "unknown address": [],
        }
        for turn in range(10):
            for kind, path, data in (
                ("known name", "/sign-in", {"pseudonym": "Quiet Cedar", "password": "wrong"}),
                ("unknown name", "/sign-in", {"pseudonym": f"Owl {turn}", "password": "wrong"}),
                ("known address", "/reset", {"email": "lou@example.org"}),
                ("unknown address", "/reset", {"email": f"ash{turn}@example.org"}),
            ):
                board.app.state.door.throttle._own.clear()
                visitor = board.visitor()
                started = time.perf_counter()
                await visitor.send(path, data)  # the page of the form is in it: the same for both
                times[kind].append(time.perf_counter() - started)
        medians = {kind: statistics.median(values) * 1000 for kind, values in times.items()}
        for known, unknown in (("known name", "unknown name"), ("known address", "unknown address")):
            assert abs(medians[known] - medians[unknown]) < 0.3 * medians[known], medians
        assert min(*times["known address"], *times["unknown address"]) >= EVEN_SECONDS
