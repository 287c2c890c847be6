"""Who stands at the seniors' door, and what they may: one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from moderation.vault.model import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Senior:
    """A senior clinician by a live session, or a stranger (`id` is 0)."""

    lang: str
    id: int = 0
    ref: str = ""
    name: str = ""
    session: bytes = b""  # digest of this sign-in: what was unlocked belongs to it alone

    @property
    def is_signed_in(self) -> bool:
        """Known by a live session."""
        return self.id != 0


class Permission(Enum):
    """A right. Its value is the rule in one sentence."""

    SIGN_IN = "Anybody who is not signed in may try to sign in."
    SIGN_OUT = "A senior may sign out."
    READ = "A senior reads the desk's requests, the openings' history and the ledger; no detail is among them."
    ASK = "A senior may ask for an opening, or close a request without one."
    ANSWER = "A senior may answer a waiting request that another senior made, never their own."
    OPEN = "Only the senior who asked sees the opening and its details."
    CLOSE = "The senior who asked writes the outcome; once the time is over any senior may."
    REVIEW = "A senior may review what another opened alone."
    CHECK = "A senior may check the ledger."


Clause = Callable[[Senior, Any], bool]


def _is_stranger(who: Senior, _what: Any) -> bool:
    return not who.is_signed_in


def _is_senior(who: Senior, _what: Any) -> bool:
    return who.is_signed_in


def _asked_it(who: Senior, what: Any) -> bool:
    return what is None or what.requester_id == who.id


def _is_another(who: Senior, what: Any) -> bool:
    return what is None or what.requester_id != who.id


def _may_end(who: Senior, what: Any) -> bool:
    return what is None or what.requester_id == who.id or what.state == State.ENDED


TABLE: Mapping[Permission, tuple[Clause, ...]] = {
    Permission.SIGN_IN: (_is_stranger,),
    Permission.SIGN_OUT: (_is_senior,),
    Permission.READ: (_is_senior,),
    Permission.ASK: (_is_senior,),
    Permission.ANSWER: (_is_senior, _is_another),
    Permission.OPEN: (_is_senior, _asked_it),
    Permission.CLOSE: (_is_senior, _may_end),
    Permission.REVIEW: (_is_senior, _is_another),
    Permission.CHECK: (_is_senior,),
}


def may(who: Senior, permission: Enum, what: Any = None) -> bool:
    """True when every clause of the permission holds; an unknown permission is refused."""
    clauses = TABLE.get(permission) if isinstance(permission, Permission) else None
    return clauses is not None and all(clause(who, what) for clause in clauses)
