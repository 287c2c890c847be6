"""What the processes say, line by line, each with the name of who said it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from typing import TextIO

COLOURS = (36, 33, 32, 35, 34, 31)
LAST_LINES = 20


class Output:
    """Writes lines of several processes to one stream; colours on a terminal only."""

    def __init__(self, names: tuple[str, ...], *, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._width = max(map(len, names), default=0)
        self._colour = {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(names)}
        self.last: dict[str, deque[str]] = {}

    def line(self, name: str, text: str) -> None:
        """One line of one process. A closed terminal is no reason to stop the house."""
        self.last.setdefault(name, deque(maxlen=LAST_LINES)).append(text)
        prefix = f"{name:<{self._width}} |"
        if self._stream.isatty():
            prefix = f"\x1b[{self._colour.get(name, 37)}m{prefix}\x1b[0m"
        try:
            self._stream.write(f"{prefix} {text}\n")
            self._stream.flush()
        except OSError:
            pass

    async def follow(self, name: str, pipe: int) -> None:
        """Copies the lines until the last process closes its end of the pipe, which this then closes too."""
        source = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(source), os.fdopen(pipe, "rb", buffering=0)
        )
        try:
            await self._copy(name, source)
        finally:
            transport.close()

    async def _copy(self, name: str, source: asyncio.StreamReader) -> None:
        """Lines of any length do no harm: the overlong ones are cut."""
        rest = b""
        while piece := await source.read(65_536):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self.line(name, line.decode(errors="replace"))
            if len(rest) > 65_536:
                self.line(name, rest.decode(errors="replace"))
                rest = b""
        if rest:
            self.line(name, rest.decode(errors="replace"))
