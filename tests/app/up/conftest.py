"""Real servers and real processes, each in a folder of its own that is gone afterwards."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.up.ports import free_port
from app.up.postgres import EmbeddedPostgres
from app.up.redis import EmbeddedRedis
from tests.app.up.raising import Running, until

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder with a space in its path, below a closed folder."""
    folder = Path(tempfile.mkdtemp(prefix="havre up "))
    (folder / "data").mkdir(mode=0o711)
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def open_data(data: Path) -> Path:
    """The same, with a way that any account may go."""
    data.parent.chmod(0o711)
    return data


@pytest.fixture
def postgres(data: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(data)
    server.start()
    yield server
    server.stop()
    server.end_orphans()


@pytest.fixture
def redis(data: Path) -> Iterator[EmbeddedRedis]:
    server = EmbeddedRedis(data)
    server.start()
    yield server
    server.stop()
    server.end_orphans()


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Whatever a test started is stopped, also when the test fails."""
    processes: list[subprocess.Popen[bytes]] = []
    monkeypatch.setattr(Running, "started", processes, raising=False)
    yield processes
    for process in processes:
        if process.poll() is None:
            process.terminate()
            process.wait(40)


@pytest.fixture
def running(data: Path) -> Running:
    house = Running(data, free_port())
    until(house.is_up)
    return house
