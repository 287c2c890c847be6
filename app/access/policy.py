"""The table of rights: every permission, and the clauses that must all hold."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from app.access import predicates as p
from app.access.identity import Identity
from app.access.permission import Permission as P

Clause = Callable[[Identity, Any], bool]

TABLE: dict[P, tuple[Clause, ...]] = {
    P.READ_PUBLIC: (p.anybody,),
    P.JOIN: (p.is_stranger,),
    P.ANSWER_QUESTIONS: (p.is_signed_in,),
    P.READ_BOARD: (p.is_active,),
    P.WRITE: (p.is_active,),
    P.REPLY: (p.is_active, p.is_open),
    P.CHANGE_OWN: (p.is_active, p.is_own),
    P.ASK_AGAIN: (p.is_active, p.is_own),
    P.TELL: (p.is_active, p.is_others),
    P.SEE_OWN: (p.is_signed_in,),
}


def may(who: Identity, permission: Enum, what: Any = None) -> bool:
    """True when every clause of the permission holds; an unknown permission is refused."""
    clauses = TABLE.get(permission) if isinstance(permission, P) else None
    return clauses is not None and all(clause(who, what) for clause in clauses)
