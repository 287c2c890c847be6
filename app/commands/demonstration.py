"""The people of `havre up --demo`: invented seniors and staff, their second factors kept beside the data.

Everything here can be repeated: a start that was killed half-way goes on where it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyotp

from app.commands.telling import progress
from app.demo.seed import SignIn as MemberSignIn
from app.demo.seed import seed
from app.kernel import provision, roles
from app.kernel.bell import Bell
from app.kernel.db import Database
from app.kernel.errors import Conflict, Invalid
from app.up.welcome import Sample, SignIn
from moderation.desk import staff
from moderation.desk.staff import Newcomer
from moderation.vault import cli, keys
from moderation.vault.demo import PEOPLE as SENIORS

CODES = "havre demo codes"
MEMBERS = {
    "en": MemberSignIn(pseudonym="morning-kettle", password="three warm cups of tea"),  # noqa: S106
    "fr": MemberSignIn(pseudonym="bouilloire-bleue", password="trois tasses de tisane"),  # noqa: S106
}
STAFF = (
    ("guide-maple", "Guide Maple", "guide", "en", "red leaves in the yard"),
    ("guide-bouleau", "Guide Bouleau", "lead", "fr", "feuilles rouges au jardin"),
    ("admin-cedar", "Admin Cedar", "admin", "en", "green branches by the road"),
)


def note_of(data: Path) -> Path:
    """Where the second factors of a demonstration are kept; a real house has no such file."""
    return data / "secrets" / "demo.json"


def second_factors(data: Path) -> dict[str, str]:
    """The second factor of each sample person, by login; made once."""
    note = note_of(data)
    if not note.exists():
        logins = [login for login, *_ in STAFF] + [person.login for person in SENIORS]
        draft = note.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({login: pyotp.random_base32() for login in logins}, file)
        draft.replace(note)
    kept: dict[str, str] = json.loads(note.read_text("utf-8"))
    return kept


async def furnish(house: provision.House) -> None:
    """The seniors' key exists and the board has its public half; the sample staff can sign in."""
    factors = second_factors(house.data)
    await _hold_ceremony(house, factors)
    await _add_staff(house, factors)


async def fill(house: provision.House) -> Sample:
    """The sample communities are full; returns who can sign in."""
    board_url = roles.with_database(house.board_url, house.board_name)
    kept = provision.read_secrets(house.data)
    urls = {"admin": board_url}
    urls |= {f"board_{c}": roles.with_login(board_url, f"board_{c}", kept[f"board_{c}"]) for c in house.communities}
    bell = Bell(house.redis_url)
    try:
        await seed(urls, sign_ins={c: MEMBERS[c] for c in house.communities if c in MEMBERS}, bell=bell, told=progress)
    finally:
        await bell.close()
    return Sample(people=tuple(_people(house)), code_command=CODES)


async def _hold_ceremony(house: provision.House, factors: dict[str, str]) -> None:
    env = provision.read_env(house.data / "env" / "vault.env")
    if env.get("HAVRE_GROUP_PUBLIC_KEY") or provision.read_secrets(house.data).get("group_public_key"):
        return
    people = [replace(person, totp_secret=factors[person.login]) for person in SENIORS]
    try:
        public = (await cli.init(env, people, lambda _: None)).group_public_key
    except Conflict:  # killed after the ceremony, before its result was kept
        public = await _group_key(env["HAVRE_DB__VAULT"])
    provision.set_secret(house.data, "group_public_key", public)


async def _group_key(url: str) -> str:
    vault = await Database.connect(url, name="demo", most=1)
    try:
        async with vault.reading() as tx:
            key = await keys.current(tx)
    finally:
        await vault.close()
    if key is None:
        raise Conflict("The vault knows no key.")
    return key.public_key


async def _add_staff(house: provision.House, factors: dict[str, str]) -> None:
    env = provision.read_env(house.data / "env" / "desk.env")
    desk = await Database.connect(env["HAVRE_DB__DESK"], name="demo", most=1)
    try:
        for who in _newcomers(factors, house.communities):
            try:
                async with desk.writing() as tx:
                    await staff.add(tx, who, desk_secret=env["HAVRE_DESK_SECRET"])
            except Invalid as known:
                if known.field != "login":
                    raise
    finally:
        await desk.close()


def _newcomers(factors: dict[str, str], communities: Sequence[str]) -> list[Newcomer]:
    return [
        Newcomer(
            login=login,
            name=name,
            role=role,
            languages=communities,
            lang=lang,
            password=password,
            totp_secret=factors[login],
        )
        for login, name, role, lang, password in STAFF
    ]


def _people(house: provision.House) -> list[SignIn]:
    doors = house.doors
    members = [
        SignIn(
            who=f"Member, {community}",
            door=f"{doors['board']}/{community}/sign-in",
            name=MEMBERS[community].pseudonym,
            password=MEMBERS[community].password,
        )
        for community in house.communities
        if community in MEMBERS
    ]
    guides = [
        SignIn(who=role.capitalize(), door=doors["desk"], name=login, password=password)
        for login, _name, role, _lang, password in STAFF
    ]
    seniors = [
        SignIn(
            who=person.name,
            door=doors["vault"],
            name=person.login,
            password=f"{person.password}\n(passphrase: {person.passphrase})",
        )
        for person in SENIORS
    ]
    return [*members, *guides, *seniors]
