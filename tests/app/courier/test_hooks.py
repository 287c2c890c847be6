"""The hook hears counts and nothing else, is tried again like a mail, and is led nowhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.courier.hooks import Hook, call_due
from app.courier.sweeping import sweep
from app.kernel.settings import BadSettings, CourierSettings
from app.up.ports import free_port
from tests.app.courier.hookserver import PAGE, HookServer, listening
from tests.app.courier.mailserver import courier_env, job_states
from tests.conftest import World

DUE = "UPDATE shared.job SET run_at = now(), leased_until = NULL, lease = NULL"


@pytest.fixture
def server() -> Iterator[HookServer]:
    with listening() as made:
        yield made


async def hook_of(world: World, url: str) -> Hook:
    return Hook(db=await world.db("courier"), url=url)


async def test_the_hook_hears_counts_and_nothing_else(world: World, server: HookServer) -> None:
    await world.execute(PAGE, 1, 3, 12)
    assert await call_due(await hook_of(world, server.url)) == 1
    assert server.calls == [{"event": "desk_alarm", "community": "en", "waiting": 3, "oldest_minutes": 12}]
    assert server.paths == ["/alarm?to=us"]
    assert set(server.heads[0]) == {"Host", "Content-Type", "Content-Length", "Connection"}
    assert await job_states(world) == []
    assert await call_due(await hook_of(world, server.url)) == 0


async def test_the_same_alarm_twice_is_one_call(world: World, server: HookServer) -> None:
    await world.execute(PAGE, 1, 3, 12)
    await world.execute(PAGE, 1, 3, 12)
    await call_due(await hook_of(world, server.url))
    assert len(server.calls) == 1


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_hook_that_is_busy_is_called_again_later(world: World, server: HookServer, status: int) -> None:
    await world.execute(PAGE, 1, 1, 6)
    server.status = status
    await call_due(await hook_of(world, server.url))
    (job,) = await job_states(world)
    assert (job["is_buried"], job["is_later"]) == (False, True)
    server.status = 200
    await world.execute(DUE)
    await call_due(await hook_of(world, server.url))
    assert len(server.calls) == 2 and await job_states(world) == []


@pytest.mark.parametrize("status", [301, 302, 307, 404])
async def test_a_redirect_is_not_followed_and_never_tried_again(world: World, server: HookServer, status: int) -> None:
    await world.execute(PAGE, 1, 1, 6)
    with listening() as elsewhere:
        server.status, server.headers = status, {"Location": elsewhere.url}
        await call_due(await hook_of(world, server.url))
        assert elsewhere.calls == []
    (job,) = await job_states(world)
    assert (job["is_buried"], job["error"]) == (True, "Undeliverable")


async def test_a_hook_that_does_not_answer_is_left_after_a_moment(
    world: World, server: HookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.courier.hooks.PATIENCE", 0.2)
    server.rest_seconds = 1.0
    await world.execute(PAGE, 1, 1, 6)
    await call_due(await hook_of(world, server.url))
    (job,) = await job_states(world)
    assert (job["is_buried"], job["error"]) == (False, "TimeoutError")


async def test_a_hook_that_nobody_serves_ends_in_burial(world: World) -> None:
    await world.execute(PAGE, 1, 1, 6)
    hook = await hook_of(world, f"http://127.0.0.1:{free_port()}/")
    for _ in range(6):
        await call_due(hook)
        await world.execute(DUE)
    assert (await job_states(world))[0]["is_buried"] is True


async def test_without_an_address_nothing_leaves_and_nothing_waits(world: World) -> None:
    await world.execute(PAGE, 1, 1, 6)
    await call_due(await hook_of(world, ""))
    assert await job_states(world) == []


async def test_an_alarm_of_yesterday_is_not_sent_and_its_job_is_forgotten(world: World, server: HookServer) -> None:
    await world.execute(PAGE, 1, 1, 6)
    await world.execute("UPDATE shared.hook_call SET queued_at = now() - interval '2 hours'")
    await sweep(await world.db("courier"), ("en", "fr"))
    assert await job_states(world) == []
    await call_due(await hook_of(world, server.url))
    assert server.calls == []


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("", True),
        ("https://alarm.example/path?key=1", True),
        ("http://127.0.0.1:9000/x", True),
        ("http://localhost/x", True),
        ("http://alarm.example/x", False),
        ("http://127.0.0.1.evil.example/x", False),
        ("https://name:word@alarm.example/", False),
        ("file:///etc/passwd", False),
        ("https:///x", False),
        ("https://alarm.example:99999/", False),
        ("https://alarm.example/a b", False),
    ],
)
def test_only_a_closed_line_is_an_address(
    world_env: dict[str, str], monkeypatch: pytest.MonkeyPatch, url: str, is_taken: bool
) -> None:
    for name, value in (world_env | {"HAVRE_HOOK_URL": url}).items():
        monkeypatch.setenv(name, value)
    if is_taken:
        assert CourierSettings.read().hook_url == url
    else:
        with pytest.raises(BadSettings, match="HAVRE_HOOK_URL"):
            CourierSettings.read()


@pytest.fixture
def world_env(shared_world: World) -> dict[str, str]:
    return courier_env(shared_world, 25)
