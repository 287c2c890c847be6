"""A lean HTTP/1.1 client for measuring: keep-alive, no parsing beyond status, length and location."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: bytes


@dataclass(slots=True)
class Result:
    """A run: answers by status, and how long each took, in seconds."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)
    refused: int = 0

    def __iadd__(self, other: Result) -> Result:
        """Two runs of the same thing taken together."""
        self.seconds += other.seconds
        self.taken += other.taken
        self.refused += other.refused
        return self

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.taken) / self.seconds if self.seconds else 0.0

    def at(self, share: float) -> float:
        """The time under which `share` of the answers stayed, in milliseconds."""
        if not self.taken:
            return float("inf")
        ordered = sorted(self.taken)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Connection:
    """One keep-alive connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> Connection:
        """Connects to a server of this machine."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=1 << 20))

    async def ask(self, request: bytes) -> Answer:
        """Sends one request and reads its whole answer."""
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        body = await self._reader.readexactly(length) if length else b""
        return Answer(status=int(first.split(" ")[1]), location=headers.get("location", ""), body=body)

    def close(self) -> None:
        """Hangs up."""
        self._writer.close()


def get(path: str, cookie: str = "") -> bytes:
    """A GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()


def post(path: str, body: bytes, cookie: str) -> bytes:
    """A form sent by a page of the same origin."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def load(port: int, make: Callable[[], bytes], *, connections: int, seconds: float, good: int = 200) -> Result:
    """Asks as fast as the server answers, over some connections, for some seconds (closed loop)."""
    result = Result()
    opened = [await Connection.open(port) for _ in range(connections)]
    start = time.perf_counter()
    end = start + seconds

    async def go(connection: Connection) -> None:
        while (began := time.perf_counter()) < end:
            answer = await connection.ask(make())
            if answer.status == good:
                result.taken.append(time.perf_counter() - began)
            else:
                result.refused += 1

    await asyncio.gather(*(go(connection) for connection in opened))
    result.seconds = time.perf_counter() - start
    for connection in opened:
        connection.close()
    return result
