"""Two invented seniors for a demonstration on one machine; never for a house with real members."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from moderation.vault import cli
from moderation.vault.keys import NewSenior


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSenior:
    """What a demonstration prints so that somebody can sign in."""

    login: str
    name: str
    password: str
    passphrase: str
    totp_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What is kept of a demonstration's ceremony: the key for the board and two sign-ins."""

    group_public_key: str
    recovery_codes: tuple[str, str, str]
    seniors: tuple[DemoSenior, ...]


PEOPLE = (
    NewSenior(
        login="senior-north",
        name="Senior North",
        lang="en",
        address="senior-north@example.org",
        password="harbour lantern demo",  # noqa: S106
        passphrase="four quiet boats waiting",  # noqa: S106
    ),
    NewSenior(
        login="senior-sud",
        name="Senior Sud",
        lang="fr",
        address="senior-sud@example.org",
        password="lanterne du port demo",  # noqa: S106
        passphrase="quatre bateaux calmes attendent",  # noqa: S106
    ),
)


async def demo_seniors(env: Mapping[str, str], told: Callable[[str], None] = lambda _: None) -> Demo:
    """Holds the ceremony with the two invented seniors. Raises Conflict when there was one already.

    Second factors are made anew each time; the caller keeps them with the demonstration's data.
    """
    done = await cli.init(env, PEOPLE, told)
    seniors = [
        DemoSenior(
            login=enrolled.login,
            name=person.name,
            password=person.password,
            passphrase=person.passphrase,
            totp_secret=enrolled.totp_secret,
        )
        for person, enrolled in zip(PEOPLE, done.seniors, strict=True)
    ]
    return Demo(group_public_key=done.group_public_key, recovery_codes=done.recovery_codes, seniors=tuple(seniors))
