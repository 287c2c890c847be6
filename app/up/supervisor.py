"""Keeps the processes of the Procfile running until it is told to stop.

honcho reads the same Procfile, but stops everything when one process dies; here the dead one is started again.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.up.output import Output
from app.up.processes import dies_with_us, end, remember, remembered
from app.up.procfile import Program

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
# Who lived this long is well: its next end is answered at once again.
WELL_AFTER = 30.0
GRACE = 8.0
STEPS = ((signal.SIGTERM, GRACE), (signal.SIGKILL, 5.0))
Environment = Callable[[Program], Mapping[str, str]]


def end_leftovers(run: Path) -> None:
    """No process that an earlier, killed run wrote down in this folder lives any more."""
    left = [pid for note in run.glob("*.pid") if (pid := remembered(note)) is not None]
    end(left, steps=STEPS)


class Supervisor:
    """Runs each program once, restarts it when it dies, and leaves none behind."""

    def __init__(
        self, programs: Sequence[Program], *, root: Path, run: Path, environment: Environment, output: Output
    ) -> None:
        self._programs = tuple(programs)
        self._root = root
        self._run = run
        self._environment = environment
        self._output = output
        self._keepers: list[asyncio.Task[None]] = []
        self._living: dict[str, asyncio.subprocess.Process] = {}
        self._stopping = asyncio.Event()
        self.starts: dict[str, int] = {}

    def start(self) -> None:
        """Every program is being started and kept."""
        self._run.mkdir(parents=True, exist_ok=True)
        self._keepers = [asyncio.create_task(self._keep(program)) for program in self._programs]

    async def stop(self) -> None:
        """No process of ours lives; those that do not listen within the grace are killed."""
        self._stopping.set()
        for process in self._living.values():
            _signal(process, signal.SIGTERM)
        _, deaf = await asyncio.wait(self._keepers, timeout=GRACE) if self._keepers else (set(), set())
        for process in list(self._living.values()) if deaf else []:
            _signal(process, signal.SIGKILL)
        if deaf:
            await asyncio.wait(deaf, timeout=5)
        for keeper in self._keepers:
            keeper.cancel()

    async def wait(self) -> None:
        """Returns never while all is well; raises what stopped a keeper."""
        await asyncio.wait(self._keepers, return_when=asyncio.FIRST_EXCEPTION)
        self.check()

    def pid(self, name: str) -> int | None:
        """The process id of a program that lives now."""
        process = self._living.get(name)
        return process.pid if process is not None and process.returncode is None else None

    def check(self) -> None:
        """Raises what stopped a keeper: a missing environment file, a program that cannot be started."""
        for keeper in self._keepers:
            if keeper.done() and not keeper.cancelled() and (error := keeper.exception()) is not None:
                raise error

    async def _keep(self, program: Program) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._live(program)
            if self._stopping.is_set():
                return
            if time.monotonic() - began > WELL_AFTER:
                pause = FIRST_PAUSE
            self._output.line(program.name, f"{_end_of(code)}; starting again in {pause:.1f} s")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _live(self, program: Program) -> int:
        """One life of one program; returns how it ended."""
        # A pipe of our own: with asyncio's, a dead program counts as living while anything it started holds the pipe.
        ours, theirs = os.pipe()
        following = asyncio.create_task(self._output.follow(program.name, ours))
        try:
            process = await self._spawn(program, theirs)
        finally:
            os.close(theirs)
        self._living[program.name] = process
        self.starts[program.name] = self.starts.get(program.name, 0) + 1
        remember(self._note(program), process.pid)
        if self._stopping.is_set():
            _signal(process, signal.SIGTERM)
        code = await process.wait()
        # Whatever the program started itself goes with it.
        _signal(process, signal.SIGKILL)
        await asyncio.wait([following], timeout=1)
        following.cancel()
        del self._living[program.name]
        self._note(program).unlink(missing_ok=True)
        return code

    async def _spawn(self, program: Program, pipe: int) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", f"exec {program.command}",
            cwd=self._root,
            env=dict(self._environment(program)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=pipe,
            stderr=asyncio.subprocess.STDOUT,
            # A group of its own: Ctrl-C reaches us alone, and we stop the house in order.
            start_new_session=True,
            preexec_fn=dies_with_us(signal.SIGTERM),
        )  # fmt: skip

    def _note(self, program: Program) -> Path:
        return self._run / f"{program.name}.pid"


def _signal(process: asyncio.subprocess.Process, which: signal.Signals) -> None:
    """To the whole group, so that workers of a worker hear it too."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, which)


def _end_of(code: int) -> str:
    if code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"
