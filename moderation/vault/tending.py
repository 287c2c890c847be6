"""What the vault does by itself, every two seconds or when the airlock's bell rings.

This is the loop of a process: it outlives whatever one turn meets, and logs its class and place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn

from app.kernel import logs
from app.kernel.bell import Bell
from app.kernel.db import Database
from moderation.vault import pulling, signing, telling
from moderation.vault.holding import Holder

SECONDS = 2.0
TURNS_TO_FORGET = 900  # half an hour
log = logs.get("vault")


@dataclass(slots=True)
class Tender:
    """The vault's background work; a failing database costs a turn, never the process."""

    door: Database
    vault: Database
    bell: Bell
    holder: Holder
    _turn: int = field(default=0)

    async def run(self) -> NoReturn:
        """Works until cancelled."""
        async with self.bell.listening("airlock", "escalation") as ear:
            while True:
                await self.turn()
                await ear.hear(SECONDS)

    async def turn(self) -> None:
        """One round: envelopes in, the desk told, alarms out, what is over gone."""
        self.holder.sweep()
        for work in (self._pull, self._settle, self._alarm, self._forget):
            try:
                await work()
            except Exception as error:  # noqa: BLE001
                log.warning("turn failed", kind=work.__name__, error=type(error).__name__, at=logs.place_of(error))
        self._turn += 1

    async def _pull(self) -> None:
        left = pulling.MOST
        while left == pulling.MOST:
            left = await pulling.pull(self.door, self.vault)

    async def _settle(self) -> None:
        await telling.settle(self.door, self.vault, self.bell)

    async def _alarm(self) -> None:
        await telling.alarm(self.door, self.vault, self.bell)

    async def _forget(self) -> None:
        if self._turn % TURNS_TO_FORGET == 0:
            await pulling.forget_addresses(self.vault)
            await signing.sweep(self.vault)
