"""How a person of the staff is called: a whole mail, sealed once, copied when it is needed, never read again."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime

from app.kernel import sealing, sql
from app.kernel.db import Tx
from app.kernel.errors import Invalid
from app.kernel.i18n import N_
from moderation.cases.model import Guide

Q = sql.beside(__file__, "shift")

_ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[^\s@<>(),;:\\\"\[\]/]+\.[^\s@<>(),;:\\\"\[\]/.]{2,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What the mail is made of. The link leads to the desk's door, from the settings and not from a request."""

    to: str
    lang: str
    link: str


async def set_address(tx: Tx, guide: Guide, alarm: Alarm, *, courier_key: str) -> None:
    """From now on this person can be called; nobody but the courier can read where. Raises Invalid."""
    if len(alarm.to) > 254 or not _ADDRESS.fullmatch(alarm.to):
        raise Invalid(N_("Please enter one mail address."), field="address")
    plain = json.dumps({"to": alarm.to, "lang": alarm.lang, "kind": "desk_alarm", "link": alarm.link})
    await tx.run(Q.drop_address, guide.id)
    await tx.run(Q.set_address, guide.id, sealing.seal(courier_key, plain.encode()))
    await tx.run(Q.note, guide.ref, "alarm_address_set", guide.ref)


async def forget_address(tx: Tx, guide: Guide) -> None:
    """Nothing of the address is left."""
    if await tx.value(Q.drop_address, guide.id) is not None:
        await tx.run(Q.note, guide.ref, "alarm_address_dropped", guide.ref)


async def known_since(tx: Tx, guide: Guide) -> datetime | None:
    """When this person left an address; which one, the desk cannot say."""
    found: datetime | None = await tx.value(Q.address_since, guide.id)
    return found
