"""Who stands at the guides' door, and what they may: one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from moderation.cases.model import Guide

ROLES = ("guide", "lead", "admin", "partner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A person of the staff by a live session, or a stranger (`id` is 0), and the community of the page asked for."""

    lang: str
    id: int = 0
    ref: str = ""
    name: str = ""
    role: str = ""
    languages: tuple[str, ...] = ()
    place: str = ""  # empty outside the communities
    keys: str = "on"  # single-key shortcuts, which a person may turn off

    @property
    def is_signed_in(self) -> bool:
        """Known by a live session."""
        return self.id != 0

    @property
    def guide(self) -> Guide:
        """The same person, as cases know them."""
        return Guide(id=self.id, ref=self.ref, name=self.name)

    def at(self, place: str, *, keys: str) -> Staff:
        """The same person, asking in a community."""
        return replace(self, place=place, keys=keys)


class Permission(Enum):
    """A right. Its value is the rule in one sentence."""

    SIGN_IN = "Anybody may try to sign in."
    ENTER = "Staff of every role see the first page, which shows no text of a member, and sign out."
    SEE_LANES = "Guides and leads see how much waits in the communities they work in."
    READ_CASES = (
        "Guides and leads read the cases of a community they work in; nobody else on the staff reads private text."
    )
    DECIDE = "Guides and leads decide in a community they work in."
    OPEN_DETAIL = (
        "Guides and leads may look at one detail that was taken out of a case of their community; it is logged."
    )
    RAISE = "Guides and leads may ask the seniors about a case of their community."
    READ_LOG = "Leads read the log of a community they work in."


Clause = Callable[[Staff, Any], bool]


def _anybody(_who: Staff, _what: Any) -> bool:
    return True


def _is_staff(who: Staff, _what: Any) -> bool:
    return who.is_signed_in


def _is_clinical(who: Staff, _what: Any) -> bool:
    return who.is_signed_in and who.role in ("guide", "lead")


def _is_lead(who: Staff, _what: Any) -> bool:
    return who.is_signed_in and who.role == "lead"


def _works_here(who: Staff, _what: Any) -> bool:
    return who.place in who.languages


TABLE: Mapping[Permission, tuple[Clause, ...]] = {
    Permission.SIGN_IN: (_anybody,),
    Permission.ENTER: (_is_staff,),
    Permission.SEE_LANES: (_is_clinical,),
    Permission.READ_CASES: (_is_clinical, _works_here),
    Permission.DECIDE: (_is_clinical, _works_here),
    Permission.OPEN_DETAIL: (_is_clinical, _works_here),
    Permission.RAISE: (_is_clinical, _works_here),
    Permission.READ_LOG: (_is_lead, _works_here),
}


def may(who: Staff, permission: Enum, what: Any = None) -> bool:
    """True when every clause of the permission holds; an unknown permission is refused."""
    clauses = TABLE.get(permission) if isinstance(permission, Permission) else None
    return clauses is not None and all(clause(who, what) for clause in clauses)
