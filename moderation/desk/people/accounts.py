"""Who works here and what they may: added, changed, let go, by an admin and never by oneself.

What makes an admin, or one fewer, or opens an admin's account anew, takes two admins as soon as there
are two: the first asks, another agrees (`agreeing.py`). Nobody's own account is changed by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel import i18n, sql
from app.kernel.db import Row, Tx
from app.kernel.errors import Invalid, NotAllowed, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.desk.access import ROLES, Staff
from moderation.desk.people import enrolling, journal
from moderation.desk.people.journal import Verb

Q = sql.beside(__file__, "people")
NO_PLACE = N_("Name at least one community.")
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the staff as admins see them: no password, no secret, and no finer than the month last seen."""

    id: int
    ref: str
    login: str
    name: str
    role: str
    languages: tuple[str, ...]
    lang: str
    seen_month: date | None
    is_disabled: bool
    is_enrolled: bool
    has_totp: bool
    passkeys: int

    @property
    def is_admin(self) -> bool:
        """An admin who is not disabled."""
        return self.role == "admin" and not self.is_disabled


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody to be added."""

    login: str
    name: str
    role: str
    languages: Sequence[str]
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A person, and the token of their link, to be shown once."""

    person: Person
    token: str


async def everybody(tx: Tx) -> tuple[Person, ...]:
    """All people of the staff; the disabled ones last."""
    return tuple(_person(row) for row in await tx.all(Q.people))


async def find(tx: Tx, ref: str) -> Person:
    """One person. Raises NotFound."""
    row = await tx.maybe(Q.person, ref)
    if row is None:
        raise NotFound()
    return _person(row)


async def add(tx: Tx, admin: Staff, who: NewPerson, *, desk_secret: str) -> Invited:
    """The person is known and has a link to enrol with. Raises Invalid, naming the field."""
    _check(who)
    if who.role == "admin" and len(await hold_admins(tx)) > 1:
        raise Invalid(
            N_("Making an admin takes two. Add this person in another role first, then ask for the change."),
            field="role",
        )
    ref, login = new_ref(), who.login.lower()
    staff_id = await tx.value(Q.add, ref, login, who.name, who.role, list(who.languages), who.lang)
    if staff_id is None:
        raise Invalid(N_("This sign-in name is taken."), field="login")
    token = await enrolling.invite(tx, staff_id, ref, desk_secret=desk_secret)
    await journal.note(tx, admin.ref, Verb.ADDED, subject=ref, code=who.role)
    return Invited(person=await find(tx, ref), token=token)


async def locked(tx: Tx, admin: Staff, ref: str) -> Person:
    """The person, for a change by this admin. Raises NotFound, and Invalid for one's own account."""
    await hold_admins(tx)
    if await tx.value(Q.lock_person, ref) is None:
        raise NotFound()
    person = await find(tx, ref)
    if person.id == admin.id:
        raise Invalid(N_("Your own account is changed by another admin."))
    return person


async def takes_two(tx: Tx, person: Person, *, role: str = "") -> bool:
    """Whether a change of this person, or to this role, needs a second admin."""
    return (person.role == "admin" or role == "admin") and len(await hold_admins(tx)) > 1


async def change_rights(tx: Tx, actor: str, person: Person, *, role: str, languages: Sequence[str]) -> None:
    """Another role or other communities from the next request on; the database ends the sessions.

    Raises NotAllowed unless `actor` is an admin with a fresh second factor: the database looks for itself.
    """
    check_rights(role, languages)
    await _refuse_last(tx, person, is_leaving=role != "admin")
    if not await tx.value(Q.change_rights, actor, person.id, role, list(languages)):
        raise NotAllowed()
    await journal.note(tx, actor, Verb.CHANGED, subject=person.ref, code=f"{role} {'+'.join(languages)}")


async def disable(tx: Tx, actor: str, person: Person) -> None:
    """Out at the next request, and cannot come back."""
    await _refuse_last(tx, person, is_leaving=True)
    await tx.run(Q.disable, person.id)
    await tx.run(Q.end_sessions, person.id)
    await journal.note(tx, actor, Verb.DISABLED, subject=person.ref)


async def enable(tx: Tx, actor: str, person: Person) -> None:
    """May sign in again with what they had."""
    await tx.run(Q.enable, person.id)
    await journal.note(tx, actor, Verb.ENABLED, subject=person.ref)


async def reset(tx: Tx, actor: str, person: Person, *, desk_secret: str) -> Invited:
    """Password, codes and passkeys are forgotten, every session ends, and there is a fresh link to enrol with."""
    for query in (Q.forget_factors, Q.forget_passkeys, Q.forget_recovery, Q.end_sessions):
        await tx.run(query, person.id)
    token = await enrolling.invite(tx, person.id, person.ref, desk_secret=desk_secret)
    await journal.note(tx, actor, Verb.RESET, subject=person.ref)
    return Invited(person=person, token=token)


def check_rights(role: str, languages: Sequence[str]) -> None:
    """Raises Invalid, naming the field, for what nobody can be."""
    if role not in ROLES:
        raise Invalid(N_("Choose one of the roles."), field="role")
    if not languages:
        raise Invalid(NO_PLACE, field="languages")


def _check(who: NewPerson) -> None:
    if not LOGIN.fullmatch(who.login.lower()):
        raise Invalid(
            N_("A sign-in name has 3 to 40 small letters, digits, dots, hyphens or underscores."), field="login"
        )
    if not 1 <= len(who.name) <= 60:
        raise Invalid(N_("A name has 1 to 60 characters."), field="name")
    if who.lang not in i18n.LANGUAGES:
        raise Invalid(N_("Choose a language for the pages."), field="pages")
    check_rights(who.role, who.languages)


async def hold_admins(tx: Tx) -> list[int]:
    """Every admin, held until the transaction ends. Taken before a request, a person or the log, in this order."""
    return [row["id"] for row in await tx.all(Q.lock_admins)]


async def _refuse_last(tx: Tx, person: Person, *, is_leaving: bool) -> None:
    if is_leaving and await hold_admins(tx) == [person.id]:
        raise Invalid(N_("This is the last admin. Somebody must be able to run the accounts."))


def _person(row: Row) -> Person:
    return Person(
        id=row["id"],
        ref=row["ref"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        languages=tuple(row["languages"]),
        lang=row["lang"],
        seen_month=row["seen_month"],
        is_disabled=row["is_disabled"],
        is_enrolled=row["has_password"] and (row["has_totp"] or row["passkeys"] > 0),
        has_totp=row["has_totp"],
        passkeys=row["passkeys"],
    )
