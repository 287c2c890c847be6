"""The people of the journeys, all invented: who they are and how they prove it."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from dataclasses import dataclass, field

import pyotp

from app.demo.seed import Q as DEMO
from app.kernel.db import Tx, administering
from app.kernel.hashing import hash_password
from app.kernel.i18n import translate
from app.kernel.ids import new_ref
from app.members.pseudonyms import skeleton
from moderation.desk import staff
from moderation.desk.staff import Newcomer
from moderation.vault.keys import NewSenior
from tests.conftest import World

PASSWORD = "marmot velvet spoon tide"
PASSPHRASE = "five slow rivers and one bridge"
STEP = 30
_numbers = itertools.count(1)


@dataclass(slots=True)
class Authenticator:
    """A telephone that shows codes; it gives none twice."""

    secret: str
    used: int = field(default=0)

    async def code(self) -> str:
        """A code that was not used yet. The third one within half a minute has to be waited for."""
        step = max(self.used + 1, int(time.time()) // STEP)
        await asyncio.sleep(max(0.0, (step - 1) * STEP - time.time()))
        self.used = step
        return pyotp.TOTP(self.secret).generate_otp(step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinician:
    """Somebody of the desk or the vault."""

    login: str
    lang: str
    phone: Authenticator

    def says(self, sentence: str, **params: object) -> str:
        """One of the house's sentences in this person's language."""
        return translate(self.lang, sentence, **params)


def _senior(lang: str, part: str) -> NewSenior:
    return NewSenior(
        login=f"senior-{part}-{lang}",
        name=f"Senior {part.capitalize()} {lang.upper()}",
        lang=lang,
        address=f"senior-{part}-{lang}@example.org",
        password=PASSWORD,
        passphrase=PASSPHRASE,
        totp_secret=pyotp.random_base32(),
    )


SENIORS = [_senior(lang, part) for lang in ("en", "fr") for part in ("asks", "agrees")]
_PHONES = {senior.login: Authenticator(senior.totp_secret) for senior in SENIORS}


def senior(part: str, lang: str) -> Clinician:
    """The senior who asks, or the one who agrees."""
    login = f"senior-{part}-{lang}"
    return Clinician(login=login, lang=lang, phone=_PHONES[login])


async def add_guide(world: World, lang: str, role: str = "guide") -> Clinician:
    """Somebody new at the desk, added as the command line adds people."""
    login, secret = f"{role}-{lang}-{next(_numbers)}", pyotp.random_base32()
    who = Newcomer(
        login=login,
        name=login.replace("-", " ").title(),
        role=role,
        languages=("en", "fr"),
        lang=lang,
        password=PASSWORD,
        totp_secret=secret,
    )
    desk = await world.db("desk")
    async with desk.writing() as tx:
        await staff.add(tx, who, desk_secret=world.secrets["desk_secret"])
    return Clinician(login=login, lang=lang, phone=Authenticator(secret))


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody who wants to join, and the details that will be sealed."""

    lang: str
    pseudonym: str
    email: str
    phone: str = "613 555-0123"

    def says(self, sentence: str, **params: object) -> str:
        """One of the house's sentences in this person's language."""
        return translate(self.lang, sentence, **params)


# Names like those that the house offers, so that none of them looks like a person's.
_NAMES = {
    "en": ["Quiet Cedar", "Gentle Lichen", "Copper Lantern", "Misty Harbour", "Steady Kettle", "Windy Porch"],
    "fr": ["Cèdre calme", "Lichen paisible", "Lanterne stable", "Canot tranquille", "Verger sage", "Brise libre"],
}


def newcomer(lang: str) -> Applicant:
    """Somebody nobody knows yet."""
    mark = secrets.token_hex(4)
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in mark)[:5]
    return Applicant(
        lang=lang, pseudonym=f"{secrets.choice(_NAMES[lang])} {letters}", email=f"somebody.{mark}@example.org"
    )


async def add_member(world: World, lang: str) -> Applicant:
    """A member of some months, past the careful reading of first posts. They joined without a mail."""
    who = newcomer(lang)
    hashed = await hash_password(PASSWORD)
    async with administering(world.admin_url()) as connection:
        admin = Tx(connection)
        await admin.value(DEMO.go_to, f"{lang}, shared")
        await admin.run(DEMO.add_member, new_ref(), who.pseudonym, skeleton(who.pseudonym), "veteran", hashed, 20, 90.0)
    return who


async def add_spaces(world: World, lang: str) -> None:
    """The rooms of a community."""
    names = {
        "en": [
            ("first-days", "First days", "For those who have just come."),
            ("nights", "Nights", "When sleep is far."),
        ],
        "fr": [
            ("premiers-jours", "Premiers jours", "Pour qui vient d'arriver."),
            ("nuits", "Nuits", "Quand rien ne vient."),
        ],
    }
    columns = [list(column) for column in zip(*names[lang], strict=True)]
    async with administering(world.admin_url()) as connection:
        admin = Tx(connection)
        await admin.value(DEMO.go_to, f"{lang}, shared")
        await admin.run(DEMO.add_spaces, *columns)


SPACE = {"en": "first-days", "fr": "premiers-jours"}
