"""Who stands at the guides' door, and what they may: one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any

from moderation.cases.model import Guide
from moderation.desk.oldest import OldestWait
from moderation.desk.shift.keymap import DEFAULTS, Key, keys_with

ROLES = ("guide", "lead", "admin", "auditor", "partner")


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
    own_keys: Mapping[str, str] = field(default_factory=dict)  # where they differ from the table
    easier_until: datetime | None = None  # heavy texts stay out of the list so long
    heavy: int | None = None  # opened since the shift began, for this person only; none while not on
    is_break_due: bool = False
    waits: tuple[OldestWait, ...] = ()  # of each community this person works in, where something waits

    @property
    def is_signed_in(self) -> bool:
        """Known by a live session."""
        return self.id != 0

    @property
    def guide(self) -> Guide:
        """The same person, as cases know them."""
        return Guide(id=self.id, ref=self.ref, name=self.name)

    def key(self, code: str, default: str = "") -> str:
        """The key of an act; empty where this person wants none."""
        return self.own_keys.get(code, default or DEFAULTS.get(code, ""))

    @property
    def key_list(self) -> tuple[Key, ...]:
        """Every act with this person's key, for the list that `?` opens."""
        return keys_with(self.own_keys)

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
    READ_LOG = "Leads and auditors read the log of a community they are named for; it holds references only."
    READ_MEMBER = "Guides and leads see what the desk knows of a member of their community: a chosen name, no identity."
    TRACK = "Guides and leads keep a member of their community in mind, for a reason and until a day."
    WORK_SHIFT = "Guides and leads say when they are on, hand over, and choose easier items for a while."
    EDIT_POLICY = "Leads edit what happens to a text in a community they work in, and the clocks of its lanes."
    EDIT_HANDBOOK = "Leads and admins edit answers to members, house rules and places to turn to, in every language."
    USE_LAB = "Leads search, try and draft phrases of a community they work in."
    READ_AGAIN = "Guides and leads give second readings in a community they work in."
    SEE_NUMBERS = "Leads see counts of a community they work in; nobody is ranked."
    SEE_PARTNER_PAGE = "Partners, leads and admins see monthly counts, small ones hidden."
    RUN_STAFF = "Admins add people of the staff, change what they may do, and let them go."
    READ_AUDIT = "Admins and auditors read and verify the chain of what staff did; it holds references only."
    CHANGE_OWN_ACCOUNT = "Staff of every role change their own passkeys, password and keys."


Clause = Callable[[Staff, Any], bool]


def _anybody(_who: Staff, _what: Any) -> bool:
    return True


def _is_staff(who: Staff, _what: Any) -> bool:
    return who.is_signed_in


def _is_clinical(who: Staff, _what: Any) -> bool:
    return who.is_signed_in and who.role in ("guide", "lead")


def _is_lead(who: Staff, _what: Any) -> bool:
    return who.is_signed_in and who.role == "lead"


def _is_one_of(*roles: str) -> Clause:
    def clause(who: Staff, _what: Any) -> bool:
        return who.is_signed_in and who.role in roles

    return clause


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
    Permission.READ_LOG: (_is_one_of("lead", "auditor"), _works_here),
    Permission.READ_MEMBER: (_is_clinical, _works_here),
    Permission.TRACK: (_is_clinical, _works_here),
    Permission.WORK_SHIFT: (_is_clinical,),
    Permission.EDIT_POLICY: (_is_lead, _works_here),
    Permission.EDIT_HANDBOOK: (_is_one_of("lead", "admin"),),
    Permission.USE_LAB: (_is_lead, _works_here),
    Permission.READ_AGAIN: (_is_clinical, _works_here),
    Permission.SEE_NUMBERS: (_is_lead, _works_here),
    Permission.SEE_PARTNER_PAGE: (_is_one_of("partner", "lead", "admin"),),
    Permission.RUN_STAFF: (_is_one_of("admin"),),
    Permission.READ_AUDIT: (_is_one_of("admin", "auditor"),),
    Permission.CHANGE_OWN_ACCOUNT: (_is_staff,),
}


def may(who: Staff, permission: Enum, what: Any = None) -> bool:
    """True when every clause of the permission holds; an unknown permission is refused."""
    clauses = TABLE.get(permission) if isinstance(permission, Permission) else None
    return clauses is not None and all(clause(who, what) for clause in clauses)
