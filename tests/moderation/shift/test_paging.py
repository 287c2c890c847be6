"""A case of the lane Now that nobody reads calls people, louder each time, and tells nobody outside who or where."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator

import pytest

from app.courier.delivering import deliver_due
from app.courier.hooks import Hook, call_due
from app.kernel import sealing
from app.kernel.bell import Bell
from moderation.cases import policies
from moderation.screener.watching import Watch
from moderation.shift import paging
from tests.app.courier.hookserver import HookServer, listening
from tests.app.courier.mailserver import MailServer, post_of, running
from tests.app.courier.test_words import TELLTALE
from tests.conftest import World
from tests.moderation.factories import GOODBYE, HIGH, Board, screened

STAFF = "UPDATE shared.staff SET role = $2, languages = $3 WHERE id = $1"
SHIFT = """
INSERT INTO shared.shift (ref, staff_id, communities, is_on_call, starts_at, ends_at, started_at)
VALUES (substr(md5(random()::text), 1, 14), $1, $2, $3, now() - interval '1 hour', now() + interval '7 hours',
    CASE WHEN $3 THEN NULL ELSE now() END)
"""
ADDRESS = "INSERT INTO shared.staff_alarm (staff_id, sealed) VALUES ($1, $2)"
OVERDUE = "UPDATE en.case_file SET opened_at = now() - interval '12 minutes', due_at = now() - interval '7 minutes'"
LATER = "UPDATE en.case_alarm SET called_at = called_at - interval '10 minutes'"
# Ten minutes later the outbox's keys are another ten minutes' keys.
RENAMED = "UPDATE shared.outbox SET key = 'earlier:' || id || key"
RENAMED_CALL = "UPDATE shared.hook_call SET key = 'earlier:' || id || key"


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with running() as server:
        yield server


@pytest.fixture
def hook_server() -> Iterator[HookServer]:
    with listening() as server:
        yield server


async def person(
    board: Board, name: str, *, role: str = "guide", on: bool = False, on_call: bool = False,
    languages: tuple[str, ...] = ("en",), lang: str = "en", has_address: bool = True,
) -> int:  # fmt: skip
    guide = await board.guide(name)
    world = board.world
    await world.execute(STAFF, guide.id, role, list(languages))
    if has_address:
        letter = {
            "to": f"{name.lower()}@staff.example",
            "lang": lang,
            "kind": "desk_alarm",
            "link": "https://d.example/",
        }
        sealed = sealing.seal(world.secrets["mail_public_key"], json.dumps(letter).encode())
        await world.execute(ADDRESS, guide.id, sealed)
    for is_wanted, is_on_call in ((on, False), (on_call, True)):
        if is_wanted:
            await world.execute(SHIFT, guide.id, list(languages), is_on_call)
    return guide.id


async def left_alone(board: Board, text: str = GOODBYE) -> str:
    """A case of the lane Now, over its time; the reference of its post."""
    post = await board.open(await board.member(f"slow-tide-{uuid.uuid4().hex[:6]}"), text)
    await screened(board.world)
    await board.world.execute(OVERDUE)
    return post


async def look(world: World) -> None:
    db = await world.db("screener_en")
    async with db.writing() as tx:
        assert await paging.check(tx, await policies.current(tx)) == ()


async def called(world: World) -> list[str]:
    """Who is in the outbox, by name."""
    key = world.secrets["mail_private_key"]
    rows = await world.fetch("SELECT sealed FROM shared.outbox WHERE key NOT LIKE 'earlier:%' ORDER BY id")
    return sorted(json.loads(sealing.unseal(key, bytes(row["sealed"])))["to"].partition("@")[0] for row in rows)  # type: ignore[call-overload]


async def later(world: World) -> None:
    for statement in (LATER, RENAMED, RENAMED_CALL):
        await world.execute(statement)


async def calls_logged(world: World) -> list[object]:
    rows = await world.fetch("SELECT code FROM en.log WHERE verb = 'on_call_called' ORDER BY id")
    return [row["code"] for row in rows]


async def test_whoever_is_on_call_here_gets_a_mail_and_nobody_else(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await person(board, "Maya", on=True)
    await person(board, "Lena", role="lead")
    await person(board, "Noor", on_call=True, languages=("fr",))
    await left_alone(board)
    await look(board.world)
    assert await called(board.world) == ["oona"]
    assert await calls_logged(board.world) == ["cases=1 mails=1 time=1"]


async def test_without_anybody_on_call_every_lead_is_called_at_once(board: Board) -> None:
    await person(board, "Maya", on=True)
    await person(board, "Oona", on_call=True, has_address=False)
    await person(board, "Lena", role="lead")
    await person(board, "Lou", role="lead", languages=("en", "fr"))
    await person(board, "Luc", role="lead", languages=("fr",))
    await left_alone(board)
    await look(board.world)
    assert await called(board.world) == ["lena", "lou"]


async def test_who_is_disabled_or_works_elsewhere_now_is_not_called(board: Board) -> None:
    gone = await person(board, "Oona", on_call=True)
    moved = await person(board, "Mara", on_call=True)
    await person(board, "Lena", role="lead")
    await board.world.execute("UPDATE shared.staff SET disabled_at = now() WHERE id = $1", gone)
    await board.world.execute(STAFF, moved, "guide", ["fr"])
    await left_alone(board)
    await look(board.world)
    assert await called(board.world) == ["lena"]


async def test_it_calls_again_after_ten_minutes_louder_from_the_third_time_and_six_times_at_most(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await person(board, "Maya", on=True)
    await person(board, "Lena", role="lead")
    await left_alone(board)
    heard = []
    for _ in range(8):
        await look(board.world)
        await look(board.world)  # in the same ten minutes: nothing
        heard.append(await called(board.world))
        await later(board.world)
    loud = ["lena", "maya", "oona"]
    assert heard == [["oona"], ["oona"], loud, loud, loud, loud, [], []]
    assert await calls_logged(board.world) == [f"cases=1 mails={1 if n < 3 else 3} time={n}" for n in range(1, 7)]


async def test_a_new_case_calls_again_though_an_old_one_was_called_out_six_times(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board)
    for _ in range(7):
        await look(board.world)
        await later(board.world)
    await left_alone(board)
    await look(board.world)
    assert await called(board.world) == ["oona"]
    assert (await calls_logged(board.world))[-1] == "cases=2 mails=1 time=1"


@pytest.mark.parametrize(
    "attended",
    [
        "UPDATE en.case_file SET held_until = now() + interval '5 minutes', holder_id = (SELECT min(id) FROM shared.staff)",
        "UPDATE en.case_file SET closed_at = now()",
        "UPDATE en.case_file SET due_at = now() + interval '1 minute'",
        "INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason)"
        " SELECT 'decisiondecisi', id, post_id, post_version, version, (SELECT min(id) FROM shared.staff), 'write', ''"
        " FROM en.case_file",
    ],
    ids=["in a hand", "closed", "in time", "written to"],
)
async def test_what_somebody_looks_after_calls_nobody(board: Board, attended: str) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board)
    await board.world.execute(attended)
    await look(board.world)
    assert await called(board.world) == []


async def test_a_decision_that_was_taken_back_attends_to_nothing(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board)
    await board.world.execute(
        "INSERT INTO en.decision (ref, case_id, post_id, post_version, seen_version, staff_id, act, reason, state)"
        " SELECT 'decisiondecisi', id, post_id, post_version, version, (SELECT min(id) FROM shared.staff), 'post', '',"
        " 'undone' FROM en.case_file"
    )
    await look(board.world)
    assert await called(board.world) == ["oona"]


async def test_a_claim_that_lapsed_calls_again(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board)
    await board.world.execute(
        "UPDATE en.case_file SET held_until = now() - interval '1 minute', holder_id = (SELECT min(id) FROM shared.staff)"
    )
    await look(board.world)
    assert await called(board.world) == ["oona"]


async def test_another_lane_calls_nobody(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board, HIGH)
    assert [row["lane"] for row in await board.world.fetch("SELECT lane FROM en.case_file")] == ["soon"]
    await look(board.world)
    assert await called(board.world) == []


async def test_two_screeners_make_one_call(board: Board, bell: Bell) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board)
    db = await board.world.db("screener_en")
    watches = [Watch("en", db=db, bell=bell, policy=policies.current) for _ in range(2)]
    await asyncio.gather(*(watch.look() for watch in watches for _ in range(3)))
    assert await called(board.world) == ["oona"]
    assert await calls_logged(board.world) == ["cases=1 mails=1 time=1"]


async def test_a_screener_that_dies_over_a_call_has_called_nobody_and_the_next_one_does(board: Board) -> None:
    await person(board, "Oona", on_call=True)
    await left_alone(board)
    db = await board.world.db("screener_en")
    with pytest.raises(ZeroDivisionError):
        async with db.writing() as tx:
            await paging.check(tx, await policies.current(tx))
            raise ZeroDivisionError
    assert await called(board.world) == [] and await calls_logged(board.world) == []
    await look(board.world)
    assert await called(board.world) == ["oona"]


async def test_mail_and_hook_say_that_somebody_waits_and_nothing_else(
    board: Board, mail_server: MailServer, hook_server: HookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await person(board, "Oona", on_call=True)
    await person(board, "Odile", on_call=True, lang="fr")
    post = await left_alone(board)
    (case,) = await board.cases(post)
    await look(board.world)
    await deliver_due(await post_of(board.world, monkeypatch, mail_server.port))
    await call_due(Hook(db=await board.world.db("courier"), url=hook_server.url))
    by_reader = {mail["X-Delivered-To"]: mail for mail in mail_server.mails}
    assert "Someone is waiting. Please look." in by_reader["oona@staff.example"].get_content()
    assert "Quelqu'un attend. Veuillez aller voir." in by_reader["odile@staff.example"].get_content()
    assert hook_server.calls == [{"event": "desk_alarm", "community": "en", "waiting": 1, "oldest_minutes": 12}]
    left = [mail.as_string() for mail in mail_server.mails] + [json.dumps(hook_server.calls)]
    for text in left:
        for never in (str(case["ref"]), post, "slow-tide", "goodbyes", "Nights"):
            assert never not in text
    for mail in mail_server.mails:
        assert [word for word in TELLTALE if word in (mail["Subject"] + mail.get_content()).casefold()] == []


async def test_a_screener_can_neither_page_for_the_other_community_nor_read_an_address(board: Board) -> None:
    db = await board.world.db("screener_fr")
    for statement in (
        "SELECT en.page_on_call(1, 1, 1)",
        "SELECT shared.page_on_call('en', 1, 1, 1)",
        "SELECT sealed FROM shared.staff_alarm",
        "SELECT shared.queue_mail('a', 'b')",
        "SELECT note_heavy(1, 'a')",
    ):
        with pytest.raises(Exception, match="permission denied"):
            async with db.writing() as tx:
                await (await tx._get()).execute(statement)
