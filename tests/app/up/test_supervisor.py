"""The supervisor, with tiny real programs."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.up.output import Output
from app.up.processes import born_at
from app.up.procfile import Program, environment_of, read_procfile
from app.up.refusal import CannotStart
from app.up.supervisor import Supervisor, end_leftovers


def supervising(run: Path, **commands: str) -> tuple[Supervisor, io.StringIO]:
    said = io.StringIO()
    programs = [Program(name=name, command=command) for name, command in commands.items()]
    output = Output(tuple(commands), stream=said)
    surroundings = {"PATH": os.environ["PATH"]}
    return Supervisor(programs, root=run, run=run, environment=lambda _: surroundings, output=output), said


def start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command)


def written_pid(note: Path) -> int:
    return int(note.read_text().split()[0])


async def until(is_so: Callable[[], object], within: float = 10.0) -> None:
    last = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < last, "waited in vain"
        await asyncio.sleep(0.02)


async def test_a_killed_program_is_started_again(tmp_path: Path) -> None:
    house, said = supervising(tmp_path, sleeper="sleep 60")
    house.start()
    await until(lambda: house.pid("sleeper"))
    first = house.pid("sleeper")
    assert first
    os.kill(first, signal.SIGKILL)
    await until(lambda: house.pid("sleeper") not in (None, first))
    await house.stop()
    assert "ended by SIGKILL; starting again" in said.getvalue()
    assert house.starts["sleeper"] == 2


async def test_stop_leaves_no_process_not_even_a_grandchild(tmp_path: Path) -> None:
    house, _ = supervising(
        tmp_path,
        parent="sh -c 'sleep 61 & echo $! > child; wait'",
        deaf="sh -c 'trap \"\" TERM; echo $$ > deaf; while :; do sleep 0.1; done'",
    )
    house.start()
    await until(lambda: all((tmp_path / name).exists() and (tmp_path / name).read_text() for name in ("child", "deaf")))
    pids = [written_pid(tmp_path / name) for name in ("child", "deaf")]
    await house.stop()
    await until(lambda: not any(map(born_at, pids)), within=2)
    assert house.pid("parent") is None and house.pid("deaf") is None


async def test_what_a_killed_program_had_started_goes_with_it(tmp_path: Path) -> None:
    house, _ = supervising(tmp_path, parent="sh -c 'sleep 64 & echo $! > child; wait'")
    house.start()
    await until(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text())
    child, parent = written_pid(tmp_path / "child"), house.pid("parent")
    assert parent
    os.kill(parent, signal.SIGKILL)
    await until(lambda: born_at(child) is None, within=3)
    await house.stop()


async def test_one_that_dies_at_once_is_not_started_in_a_frenzy(tmp_path: Path) -> None:
    house, said = supervising(tmp_path, hasty="sh -c 'exit 3'")
    house.start()
    await asyncio.sleep(1.2)
    await house.stop()
    assert 2 <= house.starts["hasty"] <= 4
    assert "ended with code 3; starting again in 0.2 s" in said.getvalue()


async def test_lines_carry_the_name_and_may_be_of_any_length(tmp_path: Path) -> None:
    house, said = supervising(
        tmp_path, talker="sh -c 'head -c 300000 /dev/zero | tr \"\\0\" a; echo; echo last; sleep 60'"
    )
    house.start()
    await until(lambda: "talker | last" in said.getvalue())
    await house.stop()
    assert "\x1b" not in said.getvalue()


async def test_a_process_knows_its_own_settings_and_no_others(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@example.org/havre")
    (data / "env").mkdir()
    (data / "env" / "board.env").write_text("HAVRE_BOARD_SECRET=a=b c\n")
    told = environment_of(Program(name="board", command="true"), data=data, root=data, port=8123)
    assert told["HAVRE_BOARD_SECRET"] == "a=b c"
    assert told["PORT"] == "8123"
    assert not {"DATABASE_URL", "PYTEST_CURRENT_TEST"} & told.keys()


async def test_a_process_without_settings_is_refused_with_a_sentence(data: Path) -> None:
    with pytest.raises(CannotStart, match=r"desk\.env is missing"):
        environment_of(Program(name="desk", command="true"), data=data, root=data, port=None)


def test_the_procfile_names_five_processes_and_every_bad_line_is_refused(tmp_path: Path) -> None:
    ours = read_procfile(Path(__file__).parents[3] / "Procfile")
    assert [program.name for program in ours] == ["board", "screener", "desk", "vault", "courier"]
    (tmp_path / "Procfile").write_text("# a comment\n\nboard: true\nno command here\n")
    with pytest.raises(CannotStart, match="no command here"):
        read_procfile(tmp_path / "Procfile")


KILLED = """
import asyncio, io, os, sys
from pathlib import Path
from app.up.output import Output
from app.up.procfile import Program
from app.up.supervisor import Supervisor
async def main():
    here = Path(sys.argv[1])
    programs = [Program(name="sleeper", command="sleep 62"), Program(name="deaf", command=sys.argv[2])]
    house = Supervisor(programs, root=here, run=here, environment=lambda _: {"PATH": os.environ["PATH"]},
                       output=Output(("sleeper", "deaf"), stream=io.StringIO()))
    house.start()
    await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_a_killed_supervisor_leaves_nothing_that_the_next_start_cannot_end(tmp_path: Path) -> None:
    deaf = "sh -c 'trap \"\" TERM; while :; do sleep 0.1; done'"
    killed = start([sys.executable, "-c", KILLED, str(tmp_path), deaf])
    notes = [tmp_path / "sleeper.pid", tmp_path / "deaf.pid"]
    await until(lambda: all(note.exists() and note.read_text().strip() for note in notes))
    await asyncio.sleep(0.3)
    sleeper, stubborn = map(written_pid, notes)
    killed.kill()
    killed.wait()
    await until(lambda: born_at(sleeper) is None, within=3)  # the system told it at once
    assert born_at(stubborn)
    began = time.monotonic()
    await asyncio.to_thread(end_leftovers, tmp_path)
    assert born_at(stubborn) is None
    assert time.monotonic() - began < 12


def test_a_note_whose_pid_now_belongs_to_a_stranger_harms_nobody(tmp_path: Path) -> None:
    stranger = subprocess.Popen(["sleep", "63"])
    (tmp_path / "board.pid").write_text(f"{stranger.pid} 12345\n")
    end_leftovers(tmp_path)
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()
