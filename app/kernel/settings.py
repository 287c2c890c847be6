"""Typed settings, one class a process, read from `HAVRE_…` environment variables.

A process that is handed another's secret does not start: what it was never told it cannot leak.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.kernel.errors import HavreError

# Which process may hold which secret. Database logins are named by role: HAVRE_DB__<ROLE>.
SECRETS: Mapping[str, frozenset[str]] = {
    "HAVRE_BOARD_SECRET": frozenset({"board"}),
    "HAVRE_EMAIL_INDEX_KEY": frozenset({"board"}),
    "HAVRE_DESK_SECRET": frozenset({"desk"}),
    "HAVRE_DESK_PRIVATE_KEY": frozenset({"desk"}),
    "HAVRE_VAULT_SECRET": frozenset({"vault"}),
    "HAVRE_VAULT_PRIVATE_KEY": frozenset({"vault"}),
    "HAVRE_MAIL_PRIVATE_KEY": frozenset({"courier"}),
    "HAVRE_SMTP_PASSWORD": frozenset({"courier"}),
    "HAVRE_HOOK_URL": frozenset({"courier"}),  # whoever knows it can ring
}


class BadSettings(HavreError):
    """The settings of this process are not right."""


class Settings(BaseSettings):
    """What every process knows."""

    model_config = SettingsConfigDict(env_prefix="HAVRE_", env_nested_delimiter="__", frozen=True, extra="ignore")
    process: ClassVar[str]
    roles: ClassVar[tuple[str, ...]]  # "{community}" stands for each community

    communities: str = Field("en,fr", description="Languages, comma-separated; each has its schema and catalogue.")
    db: dict[str, str] = Field(default_factory=dict, description="One address per login role: HAVRE_DB__BOARD_EN …")
    db_pool: int = Field(10, ge=1, le=200, description="Connections per login role, at most.")
    db_statement_cache: int = Field(256, ge=0, description="0 behind pgbouncer in transaction mode.")
    redis_url: str = Field("", description="Redis; empty means working without it, only slower.")
    run_dir: Path = Field(Path("data/run"), description="Where heartbeats are written.")

    @classmethod
    def read(cls) -> Self:
        """Reads the environment. Raises BadSettings, naming the variable and never its value."""
        for name, holders in SECRETS.items():
            if name in os.environ and cls.process not in holders:
                raise BadSettings(f"{name} is another process's secret; the {cls.process} refuses to start with it.")
        try:
            settings = cls()
        except ValidationError as wrong:
            names = sorted({f"HAVRE_{'__'.join(map(str, e['loc']))}".upper() for e in wrong.errors()})
            raise BadSettings(f"These settings are missing or not valid: {', '.join(names)}.") from None
        settings._check_logins()
        return settings

    def _check_logins(self) -> None:
        needed = set(self.logins())
        if missing := needed - set(self.db):
            raise BadSettings(f"The {self.process} needs HAVRE_DB__{sorted(missing)[0].upper()}.")
        if foreign := set(self.db) - needed:
            raise BadSettings(
                f"HAVRE_DB__{sorted(foreign)[0].upper()} is another process's login; the {self.process} refuses it."
            )

    def logins(self) -> list[str]:
        """The login roles of this process."""
        named: list[str] = []
        for role in self.roles:
            if "{community}" in role:
                named += [role.format(community=community) for community in self.languages]
            else:
                named.append(role)
        return named

    @property
    def languages(self) -> tuple[str, ...]:
        """The communities, in their configured order."""
        return tuple(part.strip() for part in self.communities.split(",") if part.strip())


class WebSettings(Settings):
    """What the three doors know besides."""

    url: str = Field(description="The public address of this door, as people type it.")
    proxies: str = Field("", description="Addresses of the reverse proxy, comma-separated; only it names the client.")
    bind: str = Field("127.0.0.1", description="The address to listen on; a proxy on another machine needs 0.0.0.0.")
    hosts: str = Field("", description="More host names that this door answers to, comma-separated.")

    @property
    def is_https(self) -> bool:
        """Cookies carry the __Host- prefix and Secure only where the door is behind TLS."""
        return self.url.startswith("https://")


class BoardSettings(WebSettings):
    """The members' door."""

    process = "board"
    roles = ("board_{community}",)

    board_secret: str = Field(min_length=32, description="Signs form tokens of the board.")
    email_index_key: str = Field(min_length=32, description="Salts the slow index of addresses.")
    vault_public_key: str = Field(description="Outer lock of the sealed envelope.")
    group_public_key: str = Field("", description="Inner lock; while it is empty nobody can join.")
    mail_public_key: str = Field(description="Mails are sealed to the courier.")
    age_floor: int = Field(16, ge=13, le=21, description="Youngest age that may join.")
    leave_url_en: str = Field("https://weather.gc.ca/", description="Where Leave site goes, English.")
    leave_url_fr: str = Field("https://meteo.gc.ca/", description="Where Leave site goes, French.")
    patience_ms: int = Field(350, ge=0, le=2000, description="How long an answer waits for its verdict.")


class ScreenerSettings(Settings):
    """The screening process."""

    process = "screener"
    roles = ("screener_{community}",)

    desk_public_key: str = Field(description="Cut-out details are sealed to the desk.")
    newcomer_posts: int = Field(3, ge=0, description="How many posts of a newcomer are read more closely.")
    newcomer_days: int = Field(7, ge=0, description="For how many days a newcomer's posts are read more closely.")


class DeskSettings(WebSettings):
    """The guides' door."""

    process = "desk"
    roles = ("desk", "desk_{community}")

    desk_secret: str = Field(min_length=32, description="Signs form tokens of the desk.")
    desk_private_key: str = Field(description="Opens cut-out details, for 30 days.")
    undo_seconds: int = Field(10, ge=0, le=60, description="How long a guide may take a decision back.")
    time_zone: str = Field("America/Toronto", description="The clock by which guides name an hour.")
    mail_public_key: str = Field(description="Mails are sealed to the courier.")


class VaultSettings(WebSettings):
    """The seniors' door."""

    process = "vault"
    roles = ("vault", "vault_door")

    vault_secret: str = Field(min_length=32, description="Signs form tokens of the vault.")
    vault_private_key: str = Field(description="Outer lock of the sealed envelope.")
    mail_public_key: str = Field(description="Mails are sealed to the courier.")


class CourierSettings(Settings):
    """Mail and retention."""

    process = "courier"
    roles = ("courier",)

    mail_private_key: str = Field(description="Opens the outbox.")
    mail_from: str = Field("no-reply@mail.example", description="The sender that people see.")
    mail_folder: str = Field("", description="Write mails into this folder instead of sending them.")
    smtp_host: str = Field("", description="Mail server.")
    smtp_port: int = Field(587, description="Its port.")
    smtp_user: str = Field("", description="Its login, if it wants one.")
    smtp_password: str = Field("", description="Its password.")
    smtp_tls: str = Field("starttls", pattern="^(starttls|tls|none)$", description="starttls, tls or none.")
    hook_url: str = Field("", description="Where an alarm is posted besides the mails; https, or this very machine.")

    @field_validator("hook_url")
    @classmethod
    def _is_private(cls, url: str) -> str:
        """Nothing leaves the machine in the clear. Raises ValueError."""
        parts = urlsplit(url)
        is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
        is_whole = parts.hostname and parts.port != 0 and not parts.username and url.isascii() and url.isprintable()
        if url and not (is_whole and " " not in url and (parts.scheme == "https" or is_here)):
            raise ValueError("https, or http on this machine")
        return url


PROCESSES: tuple[type[Settings], ...] = (BoardSettings, ScreenerSettings, DeskSettings, VaultSettings, CourierSettings)
