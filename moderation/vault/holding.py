"""The group key while somebody opens: in this process, for one opening and one sign-in, then gone.

Python cannot promise to wipe memory; what is promised is that no reference outlives the quarter of an hour.
"""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(slots=True)
class _Held:
    session: bytes
    epoch: int
    private: bytearray
    until: float  # monotonic: moving the machine's clock stretches nothing


class Holder:
    """Keys that are unlocked now."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def hold(self, opening: str, session: bytes, *, epoch: int, private: str, seconds: float) -> None:
        """Keeps a key for an opening, for the sign-in that unlocked it, for some seconds."""
        self.drop(opening)
        until = time.monotonic() + seconds
        self._held[opening] = _Held(session, epoch, bytearray(private.encode()), until)

    def key_for(self, opening: str, session: bytes) -> tuple[int, str] | None:
        """Epoch and key, or None when it was never unlocked by this sign-in, or its time is over."""
        held = self._held.get(opening)
        if held is None or held.session != session:
            return None
        if time.monotonic() >= held.until:
            self.drop(opening)
            return None
        return held.epoch, held.private.decode()

    def drop(self, opening: str) -> None:
        """Wipes the key of one opening."""
        if held := self._held.pop(opening, None):
            held.private[:] = bytes(len(held.private))

    def drop_session(self, session: bytes) -> None:
        """Wipes whatever one sign-in unlocked."""
        for opening in [ref for ref, held in self._held.items() if held.session == session]:
            self.drop(opening)

    def sweep(self) -> None:
        """Wipes what is over."""
        for opening in [ref for ref, held in self._held.items() if time.monotonic() >= held.until]:
            self.drop(opening)

    def drop_all(self) -> None:
        """Wipes everything."""
        for opening in list(self._held):
            self.drop(opening)
