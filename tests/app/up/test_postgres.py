"""The embedded PostgreSQL: durable, quiet, never root, and never blocked by its own past."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import asyncpg
import pytest

from app.up.postgres import EmbeddedPostgres
from app.up.processes import born_at, living_in
from app.up.refusal import CannotStart
from tests.app.up.asking import ask


def test_a_new_cluster_answers_within_two_seconds(data: Path) -> None:
    server = EmbeddedPostgres(data)
    began = time.monotonic()
    url = server.start()
    took = time.monotonic() - began
    try:
        assert asyncio.run(ask(url, "SELECT 1")) == [1]
        assert took < 5, f"{took:.2f} s"  # more than the aim: this machine may be busy
    finally:
        server.stop()


def test_what_was_written_is_there_after_a_stop_on_the_same_port(postgres: EmbeddedPostgres) -> None:
    asyncio.run(ask(postgres.url("postgres"), "CREATE TABLE kept AS SELECT 7 AS n"))
    port = postgres.port
    postgres.stop()
    assert not living_in(postgres.workplace, "postgres")
    postgres.start()
    assert postgres.port == port
    assert asyncio.run(ask(postgres.url("postgres"), "SELECT n FROM kept")) == [7]


def test_after_kill_nine_nothing_acknowledged_is_lost(postgres: EmbeddedPostgres) -> None:
    asyncio.run(ask(postgres.url("postgres"), "CREATE TABLE kept AS SELECT 7 AS n"))
    os.kill(postgres.pid, signal.SIGKILL)
    again = EmbeddedPostgres(postgres.data)
    try:
        assert asyncio.run(ask(again.start(), "SELECT n FROM kept")) == [7]
    finally:
        again.stop()


def test_a_server_that_an_earlier_run_left_behind_is_ended_first(postgres: EmbeddedPostgres) -> None:
    left = postgres.pid
    said: list[str] = []
    again = EmbeddedPostgres(postgres.data, say=said.append)
    try:
        again.start()
        postgres.is_running  # noqa: B018 - reaps the one that was ours
        assert born_at(left) is None
        assert any("left behind" in sentence for sentence in said)
    finally:
        again.stop()


def test_a_busy_worker_of_a_killed_server_does_not_block_the_next_start(postgres: EmbeddedPostgres) -> None:
    async def sleep_while_killed() -> None:
        connection = await asyncpg.connect(postgres.url("postgres"))
        busy = asyncio.create_task(connection.execute("SELECT count(*) FROM generate_series(1, 500000000)"))
        await asyncio.sleep(0.3)
        os.kill(postgres.pid, signal.SIGKILL)
        connection.terminate()
        await asyncio.gather(busy, return_exceptions=True)

    asyncio.run(sleep_while_killed())
    again = EmbeddedPostgres(postgres.data)
    try:
        assert asyncio.run(ask(again.start(), "SELECT 1")) == [1]
    finally:
        again.stop()


def test_a_pid_file_that_names_a_stranger_does_not_block_the_start(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    # Of the same account: PostgreSQL itself believes the file when it may send that process a signal.
    with subprocess.Popen(["sleep", "60"], user=postgres.workplace.stat().st_uid) as stranger:
        (postgres.workplace / "postmaster.pid").write_text(f"{stranger.pid}\n{postgres.workplace}\n")
        postgres.start()
        assert stranger.poll() is None
        stranger.kill()


def test_a_taken_port_is_exchanged_for_another(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", postgres.port))
        squatter.listen()
        taken = postgres.port
        assert asyncio.run(ask(postgres.start(), "SELECT 1")) == [1]
        assert postgres.port != taken


def test_it_is_durable_speaks_utf8_and_listens_on_loopback_only(postgres: EmbeddedPostgres) -> None:
    names = ["fsync", "full_page_writes", "synchronous_commit", "server_encoding", "listen_addresses"]
    shown = asyncio.run(ask(postgres.url("postgres"), *(f"SHOW {name}" for name in names)))
    assert shown == ["on", "on", "on", "UTF8", "127.0.0.1"]


def test_french_letters_are_letters_to_the_search(postgres: EmbeddedPostgres) -> None:
    [found] = asyncio.run(ask(postgres.url("postgres"), "SELECT to_tsvector('simple', 'Été ÇA')::text"))
    assert found == "'ça':2 'été':1"


def test_without_the_password_nobody_enters(postgres: EmbeddedPostgres) -> None:
    url = f"postgresql://postgres:wrong@127.0.0.1:{postgres.port}/postgres"
    with pytest.raises(asyncpg.InvalidPasswordError):
        asyncio.run(ask(url, "SELECT 1"))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 'marigold'::int",
        "SELECT marigold FROM nowhere",
        "DO $$ BEGIN RAISE WARNING 'marigold'; END $$",
        "DO $$ BEGIN RAISE EXCEPTION 'marigold' USING DETAIL = 'marigold'; END $$",
    ],
)
def test_no_text_reaches_the_log(postgres: EmbeddedPostgres, statement: str) -> None:
    with contextlib.suppress(asyncpg.PostgresError):
        asyncio.run(ask(postgres.url("postgres"), statement))
    postgres.stop()
    log = (postgres.data / "logs" / "postgres.log").read_text()
    assert "starting PostgreSQL" in log
    assert "marigold" not in log


def test_a_folder_of_another_version_is_refused_with_a_sentence(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    (postgres.workplace / "PG_VERSION").write_text("12\n")
    with pytest.raises(CannotStart, match="made by PostgreSQL 12"):
        postgres.start()


def test_a_folder_that_vanished_is_not_replaced_by_an_empty_one(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    postgres.workplace.rename(postgres.data / "moved away")
    with pytest.raises(CannotStart, match="is gone"):
        postgres.spawn()
    assert not postgres.workplace.exists()


def test_a_first_start_killed_half_way_can_be_repeated(data: Path) -> None:
    half = data / "postgres" / "pgdata.draft"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server = EmbeddedPostgres(data)
    try:
        assert asyncio.run(ask(server.start(), "SELECT 1")) == [1]
    finally:
        server.stop()


def test_the_password_is_on_no_command_line_and_for_our_eyes_only(postgres: EmbeddedPostgres) -> None:
    note = postgres.data / "secrets" / "postgres.password"
    assert (note.stat().st_mode & 0o777, note.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert note.read_text() not in Path(f"/proc/{postgres.pid}/cmdline").read_text()
    assert not list((postgres.data / "postgres").glob("*.draft"))
