"""The policy that counts now in a community: its newest version, else what was shipped."""

from __future__ import annotations

from app.kernel import logs, sql
from app.kernel.db import Tx
from app.kernel.errors import Invalid
from moderation.cases import guarding
from moderation.cases.policy import Policy, default, read

Q = sql.beside(__file__, "policies")

NO_TABLE = (Invalid, ValueError, KeyError, TypeError, AttributeError)
MOST_KEPT = 500

log = logs.get("policy")

# By the version's random reference, so that communities and houses in one process never mix; None could not be read.
_parsed: dict[str, Policy | None] = {}


async def current(tx: Tx) -> Policy:
    """The newest version that can be read and keeps to the guard rails.

    One small query; a table is parsed once. A version that cannot be read (nothing here can save one)
    is passed over and told in the log: the last good one counts.
    """
    head = await tx.maybe(Q.newest)
    while head is not None:
        found = await _policy(tx, head["number"], head["ref"])
        if found is not None:
            return found
        head = await tx.maybe(Q.before, head["number"])
    return default()


async def _policy(tx: Tx, number: int, ref: str) -> Policy | None:
    if ref not in _parsed:
        if len(_parsed) >= MOST_KEPT:
            _parsed.clear()
        rules = await tx.value(Q.rules, number)
        try:
            _parsed[ref] = guarding.check(read(rules))
        except NO_TABLE as wrong:
            log.error("policy_unreadable", count=number, error=type(wrong).__name__)
            _parsed[ref] = None
    return _parsed[ref]
