"""What the courier knows of a mail: where to, which words, which link. Never a pseudonym."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a mail is for. Each has its words in `templates/mails/<kind>.txt`."""

    ACTIVATE = "activate"
    ALREADY_MEMBER = "already_member"
    RESET = "reset"
    VAULT_ALARM = "vault_alarm"
    DESK_ALARM = "desk_alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail, as it comes out of its seal."""

    to: str
    lang: str
    kind: Kind
    link: str


class Undeliverable(Exception):
    """A mail that cannot be delivered, however often it is tried."""
