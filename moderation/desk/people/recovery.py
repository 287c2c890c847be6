"""Ten recovery codes, shown once, each good once: for the day a telephone is lost.

Fifty bits each and kept under a key of the desk's process, so a dump of the table guesses none.
"""

from __future__ import annotations

import hashlib
import hmac
import re

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.ids import new_ref

Q = sql.beside(__file__, "factors")
HOW_MANY = 10
LENGTH = 10
_SHAPE = re.compile(r"[a-z2-9]{10}")


async def make(tx: Tx, staff_id: int, ref: str, *, desk_secret: str) -> tuple[str, ...]:
    """Ten fresh codes; those from before are worth nothing any more."""
    codes = tuple(new_ref()[:LENGTH] for _ in range(HOW_MANY))
    await tx.run(Q.forget_recovery, staff_id)
    await tx.many(Q.add_recovery, [(staff_id, _digest(desk_secret, ref, code)) for code in codes])
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


async def use(tx: Tx, staff_id: int, ref: str, *, code: str, desk_secret: str) -> bool:
    """True when this is one of the person's codes and was not used before."""
    plain = code.lower().replace("-", "").replace(" ", "")
    if not _SHAPE.fullmatch(plain):
        return False
    return await tx.value(Q.use_recovery, staff_id, _digest(desk_secret, ref, plain)) is not None


async def left(tx: Tx, staff_id: int) -> int:
    """How many codes are still good."""
    return int(await tx.value(Q.recovery_left, staff_id))


def _digest(desk_secret: str, ref: str, code: str) -> bytes:
    return hmac.digest(desk_secret.encode(), f"recovery/v1:{ref}:{code}".encode(), hashlib.sha256)
