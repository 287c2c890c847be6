"""Under whom the embedded servers run, and that no right is loosened for it."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from app.up.binaries import ELSEWHERE
from app.up.postgres import EmbeddedPostgres
from app.up.processes import living_in
from tests.app.up.asking import ask

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give up")


@as_root
def test_it_never_runs_as_root(postgres: EmbeddedPostgres) -> None:
    for pid in living_in(postgres.workplace, "postgres"):
        assert Path(f"/proc/{pid}").stat().st_uid != 0


@as_root
def test_below_a_closed_folder_it_runs_and_opens_nothing(postgres: EmbeddedPostgres) -> None:
    assert asyncio.run(ask(postgres.url("postgres"), "SELECT 1")) == [1]
    assert postgres.data.parent.stat().st_mode & 0o777 == 0o700
    assert list(postgres.data.glob("servers-*")) == []
    assert any(ELSEWHERE.glob("servers-*"))


@as_root
def test_where_the_way_is_open_its_programs_are_in_the_data_folder(open_data: Path) -> None:
    server = EmbeddedPostgres(open_data)
    try:
        assert asyncio.run(ask(server.start(), "SELECT 1")) == [1]
        program = Path(Path(f"/proc/{server.pid}/cmdline").read_text().split("\0")[0])
        assert program.is_relative_to(open_data)
        assert (program.stat().st_uid, program.stat().st_mode & 0o777) == (0, 0o755)
        assert Path(f"/proc/{server.pid}").stat().st_uid != 0
    finally:
        server.stop()


@as_root
def test_a_folder_that_belongs_to_somebody_keeps_its_owner(postgres: EmbeddedPostgres) -> None:
    postgres.stop()
    subprocess.run(["chown", "-R", "12345:12345", postgres.workplace], check=True)
    assert asyncio.run(ask(postgres.start(), "SELECT 1")) == [1]
    assert Path(f"/proc/{postgres.pid}").stat().st_uid == 12345


WORD = """
import sys, os
from pathlib import Path
from app.up.postgres import EmbeddedPostgres
from app.up.redis import EmbeddedRedis
for kind in (EmbeddedPostgres, EmbeddedRedis):
    for _ in range(2):
        server = kind(Path(sys.argv[1]))
        server.start()
        print(kind.name, os.stat(f"/proc/{server.pid}").st_uid == os.getuid(), server.is_ready())
        server.stop()
"""


@as_root
def test_an_ordinary_user_starts_the_same_servers(open_data: Path, ordinary_python: list[str]) -> None:
    subprocess.run(["chown", "nobody", open_data], check=True)
    packages = Path(asyncpg.__file__).parent.parent
    ran = subprocess.run(
        [*ordinary_python, "-c", WORD, str(open_data)],
        env={"PYTHONPATH": f"{Path(__file__).parents[3]}:{packages}", "PATH": "/usr/bin:/bin"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.splitlines() == ["postgres True True"] * 2 + ["redis True True"] * 2, ran.stderr


@pytest.fixture
def ordinary_python() -> list[str]:
    """A Python 3.11 or newer that the account nobody may run."""
    become = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    newer = ["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        if subprocess.run([*become, python, *newer], capture_output=True, cwd="/", check=False).returncode == 0:
            return [*become, python]
    if os.environ.get("CI"):
        pytest.fail("no Python here that an ordinary user may run")
    pytest.skip("no Python here that an ordinary user may run")
