"""Limits per act, counted in Redis; without Redis counted in this process, and stricter.

The key of a limit is a hash salted anew each day, so no counter holds an address.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from dataclasses import dataclass

from app.kernel.bell import Bell
from app.kernel.clock import Clock
from app.kernel.errors import TooMany


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most `most` acts in `seconds`, per whoever `who` hashes."""

    name: str
    most: int
    seconds: int


class Throttle:
    """Counts acts and refuses the ones over the limit."""

    def __init__(self, bell: Bell, clock: Clock, secret: str) -> None:
        self._bell = bell
        self._clock = clock
        self._secret = secret.encode() or secrets.token_bytes(32)
        self._own: Counter[str] = Counter()
        self._window = 0

    async def check(self, limit: Limit, who: str) -> None:
        """Counts one act. Raises TooMany with the seconds to wait."""
        now = int(self._clock.now().timestamp())
        window = now // limit.seconds
        key = f"limit:{limit.name}:{self._hashed(who)}:{window}"
        number = await self._bell.count(key, limit.seconds)
        most = limit.most
        if number is None:
            number, most = self._count_here(key, window), max(1, limit.most // 2)
        if number > most:
            raise TooMany(seconds=limit.seconds - now % limit.seconds)

    def _count_here(self, key: str, window: int) -> int:
        if window != self._window and len(self._own) > 10_000:
            self._own.clear()
        self._window = window
        self._own[key] += 1
        return self._own[key]

    def _hashed(self, who: str) -> str:
        day = self._clock.now().date().isoformat().encode()
        return hashlib.blake2b(who.encode(), key=self._secret[:32], salt=day[:16], digest_size=12).hexdigest()
