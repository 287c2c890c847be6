"""`havre up` as a person uses it: a second one, a used port, Ctrl-C, a kill, a dead server."""

from __future__ import annotations

import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from app.up.ports import free_port
from app.up.postgres import EmbeddedPostgres
from app.up.processes import born_at
from app.up.redis import EmbeddedRedis
from tests.app.up.raising import DEAF, LAST_LOOK, WORKER, Running, until


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return bool(answer.read() == b"well")
    except OSError:
        return False


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGHUP])
def test_told_to_stop_it_leaves_no_process_and_no_error(running: Running, which: signal.Signals) -> None:
    assert answers(running.port)
    assert set(running.pids()) == {"board", "screener", "redis", "postgres"}
    running.process.send_signal(which)
    assert running.process.wait(40) == 0, running.words()
    assert running.left() == []
    assert "Traceback" not in running.words()


def test_the_second_start_is_quick(running: Running) -> None:
    running.process.terminate()
    running.process.wait(40)
    began = time.monotonic()
    again = Running(running.data, running.port)
    until(again.is_up)
    took = time.monotonic() - began
    again.process.terminate()
    again.process.wait(40)
    assert took < 10, f"{took:.1f} s"


def test_a_second_up_on_the_same_data_is_refused_and_harms_nothing(running: Running) -> None:
    before = running.pids()
    second = Running(running.data, free_port())
    assert second.process.wait(20) == 1
    assert f"Havre already runs on {running.data} (process {running.process.pid})" in second.words()
    assert running.pids() == before
    assert answers(running.port)


def test_a_used_port_is_refused_with_a_sentence(running: Running, tmp_path: Path) -> None:
    second = Running(tmp_path, running.port)
    assert second.process.wait(20) == 1
    assert f"Port {running.port}, for the board, is in use" in second.words()
    assert len(second.words().splitlines()) == 1


def test_after_kill_nine_nothing_of_it_lives_on_and_it_starts_again(running: Running) -> None:
    old = running.pids()
    running.process.kill()
    running.process.wait()
    again = Running(running.data, running.port)
    until(again.is_up)
    assert not any(map(born_at, old.values()))
    again.process.terminate()
    assert again.process.wait(40) == 0
    assert again.left() == []


def test_a_process_of_a_killed_run_that_does_not_listen_is_ended_by_the_next(data: Path) -> None:
    port = free_port()
    house = Running(data, port, worker=DEAF + WORKER)
    until(house.is_up)
    deaf = house.pids()["screener"]
    house.process.kill()
    house.process.wait()
    time.sleep(0.3)
    assert born_at(deaf)
    again = Running(data, port)
    until(again.is_up)
    assert born_at(deaf) is None
    again.process.terminate()
    assert again.process.wait(40) == 0


def test_whatever_is_killed_comes_back(running: Running) -> None:
    for name in ("board", "screener", "redis", "postgres"):
        killed = running.pids()[name]
        os.kill(killed, signal.SIGKILL)
        until(lambda: running.pids().get(name, killed) != killed)  # noqa: B023 - called at once
    until(lambda: answers(running.port))
    running.process.terminate()
    assert running.process.wait(40) == 0
    assert running.left() == []


def test_told_to_stop_while_it_starts_it_stops(data: Path) -> None:
    house = Running(data, free_port())
    until(lambda: "Making the database" in house.words())
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(40) == 0, house.words()
    assert house.left() == []


def test_a_process_that_never_gets_well_ends_the_start_with_its_name(data: Path) -> None:
    house = Running(data, free_port(), worker="raise SystemExit(4)")
    assert house.process.wait(60) == 1
    assert "havre: The process screener does not get ready" in house.words()
    assert house.left() == []


def test_processes_stop_while_their_servers_still_answer(data: Path) -> None:
    house = Running(data, free_port(), worker=LAST_LOOK + WORKER)
    until(house.is_up)
    house.process.terminate()
    assert house.process.wait(40) == 0
    assert (data / "run" / "last").read_text() == "redis was there"


def test_servers_of_ones_own_are_used_and_outlive_the_house(
    data: Path, postgres: EmbeddedPostgres, redis: EmbeddedRedis
) -> None:
    (data / "house").mkdir()
    own = {"DATABASE_URL": postgres.address(), "REDIS_URL": redis.address()}
    house = Running(data / "house", free_port(), own=own)
    until(house.is_up)
    assert set(house.pids()) == {"board", "screener"}
    assert str(postgres.port) in (data / "house" / "env" / "board.env").read_text()
    house.process.terminate()
    assert house.process.wait(40) == 0
    assert house.left() == []
    assert postgres.is_ready()
    assert redis.is_ready()
