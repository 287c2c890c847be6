"""What this room speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from app.access.identity import Identity


class Affiliation(Enum):
    """How somebody is linked to the forces."""

    SERVING = "serving"
    VETERAN = "veteran"
    PUBLIC_SERVICE = "public_service"
    FAMILY = "family"


class Purpose(Enum):
    """What a link in a mail is good for."""

    ACTIVATE = "activate"
    RESET = "reset"


LIFE: Mapping[Purpose, timedelta] = {Purpose.ACTIVATE: timedelta(hours=24), Purpose.RESET: timedelta(hours=1)}


# repr is off where a person could be recognized: a traceback or a log shows nothing.
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Details:
    """What is sealed at the door. Nobody but a senior clinician sees it again."""

    email: str
    phone: str  # E.164
    postal: str  # "K1A 0B1", or empty for somebody outside Canada
    born: date


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Origin:
    """Where a request came from, and when. Sealed like the details."""

    community: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Applicant:
    """Somebody who wants to join."""

    community: str

    pseudonym: str
    affiliation: Affiliation
    password: str
    details: Details
    origin: Origin
    nonce: str  # of the form: a double send is one mail


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewMember:
    """What an applicant becomes: a reference, the folded name, the encoded password."""

    ref: str
    key: str
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Letter:
    """One mail before it is sealed."""

    key: str  # one event, one mail
    to: str
    lang: str
    kind: str  # "activate", "already_member", "reset": the courier has the words
    path: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Member:
    """A member's account, as signing in needs it."""

    id: int
    ref: str
    pseudonym: str
    status: str
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """A session that holds, and whether its last sight is older than a minute."""

    identity: Identity
    is_stale: bool
