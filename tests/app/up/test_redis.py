"""The embedded Redis: a password, loopback, nothing on disk."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
import redis as client

from app.up.processes import living_in
from app.up.redis import EmbeddedRedis


def at(server: EmbeddedRedis) -> client.Redis:
    return client.Redis.from_url(server.address(), decode_responses=True)


def test_it_answers_with_the_password_only(redis: EmbeddedRedis) -> None:
    assert at(redis).ping()
    with pytest.raises(client.AuthenticationError):
        client.Redis(port=redis.port, password="wrong").ping()
    assert redis.address().split(":")[2].split("@")[0] not in Path(f"/proc/{redis.pid}/cmdline").read_text()


def test_it_keeps_nothing_on_disk_and_forgets_only_what_expires(redis: EmbeddedRedis) -> None:
    settings = at(redis).config_get("*")
    assert settings["save"] == ""
    assert settings["appendonly"] == "no"
    assert settings["maxmemory"] == str(128 * 1024 * 1024)
    assert settings["maxmemory-policy"] == "volatile-lru"
    at(redis).set("word", "text")
    redis.stop()
    assert list(redis.workplace.iterdir()) == []


def test_after_kill_nine_it_starts_again_empty_on_the_same_port(redis: EmbeddedRedis) -> None:
    at(redis).set("word", "text")
    port = redis.port
    os.kill(redis.pid, signal.SIGKILL)
    assert redis._process is not None
    redis._process.wait()
    redis.start()
    assert redis.port == port
    assert at(redis).get("word") is None


def test_one_left_behind_is_ended_first_and_stop_leaves_none(redis: EmbeddedRedis) -> None:
    again = EmbeddedRedis(redis.data)
    again.start()
    assert living_in(redis.workplace, "redis-server") == [again.pid]
    again.stop()
    assert living_in(redis.workplace, "redis-server") == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give up")
def test_it_never_runs_as_root(redis: EmbeddedRedis) -> None:
    assert Path(f"/proc/{redis.pid}").stat().st_uid != 0
