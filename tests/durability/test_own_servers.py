"""The same house on servers of one's own: Debian's PostgreSQL and Redis instead of the embedded ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.bench.stand import ROOT
from app.kernel.db import administering
from app.up.ports import free_port
from tests.durability import debian
from tests.durability.debian import Own
from tests.durability.house import raised
from tests.durability.load import Load
from tests.durability.reader import Reader
from tests.durability.truth import broken_promises
from tests.durability.waiting import until


@pytest.fixture(scope="module")
def own() -> Iterator[Own]:
    """An operator's servers; only a machine that is not the gate may lack them."""
    if lacking := debian.missing():
        sentence = f"{lacking} is not installed here, so nothing proves that Havre runs on it."
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    with debian.running() as servers:
        yield servers


async def test_a_post_makes_its_whole_trip_there(own: Own) -> None:
    async with raised(database_url=own.database_url, redis_url=own.redis_url) as house:
        for process in ("board", "screener"):
            await house.start(process)
        load = Load(house)
        await load.begin(members=2)
        author, sent = load.members[1], []
        for kind in ("clean", "phone", "urgent"):
            sent.append(load.new_version(author, kind))
            await load.send(author, f"/en/threads/{load.threads[0]}/replies", sent[-1], {})

        async def is_idle() -> bool:
            return not await house.fetch("SELECT id FROM en.job")

        await until(is_idle)
        reader = Reader(load)
        seen = [await reader.has_seen(version.ref, version.mark, load.threads[0]) for version in sent]
        assert seen == [True, True, False]
        assert await broken_promises(house, load, reader) == []
        version = await house.fetch("SELECT current_setting('server_version_num')::int / 10000 AS major")
        assert version == [{"major": own.postgres_major}]
        await load.end()


def _havre(data: Path, own: Own, *words: str) -> subprocess.Popen[str]:
    addresses = {
        "DATABASE_URL": own.database_url,
        "VAULT_DATABASE_URL": own.database_url,
        "REDIS_URL": own.redis_url,
        "HAVRE_DATA": str(data),
    }
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(data), **addresses}
    command = [sys.executable, "-m", "app.commands", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


async def test_the_first_command_raises_everything_there_and_stops_it_cleanly(own: Own, tmp_path: Path) -> None:
    port = free_port()
    house = _havre(tmp_path / "data", own, "up", "--port-base", str(port))
    try:
        said = _read_until(house, "Everything runs")
        async with httpx.AsyncClient(base_url=f"http://localhost:{port}") as people:
            assert (await people.get("/en/")).status_code == 200
        codes = _havre(tmp_path / "data", own, "demo", "codes")
        refused, _ = codes.communicate(timeout=60)
        assert (codes.returncode, "Traceback" in refused) == (1, False)
        assert refused.startswith("havre: Codes are printed for a demonstration")
        house.send_signal(signal.SIGINT)
        rest, _ = house.communicate(timeout=60)
        said += rest
    finally:
        if house.poll() is None:
            house.terminate()
            house.wait(60)
    assert "Traceback" not in said
    assert "Stopped." in said
    assert house.returncode in (0, 130)
    assert not (tmp_path / "data" / "postgres").exists(), "the embedded server stays out of it"
    async with administering(own.database_url) as connection:
        left = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'havre %'"
        assert await connection.fetchval(left) == 0, "nobody is connected any more"


def _read_until(house: subprocess.Popen[str], words: str, within: float = 120) -> str:
    assert house.stdout is not None
    said, last = "", time.monotonic() + within
    while words not in said:
        line = house.stdout.readline()
        said += line
        assert line and time.monotonic() < last, said
    return said
