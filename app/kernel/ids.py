"""Public references: random, never sequential, never ordered by time.

A reference names a thing in a URL; it is not a secret (ASVS 11.5.1) and opens nothing by itself.
"""

from __future__ import annotations

import re
import secrets
from typing import NewType

Ref = NewType("Ref", str)

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: refs are read out on the telephone
_LENGTH = 14  # 31**14 is about 2**69
_SHAPE = re.compile(rf"[{_ALPHABET}]{{{_LENGTH}}}")


def new_ref() -> Ref:
    """A new random reference of 14 letters and digits."""
    return Ref("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)))


def is_ref(text: str) -> bool:
    """True when `text` has the shape of a reference; says nothing about whether it exists."""
    return _SHAPE.fullmatch(text) is not None


def new_token() -> str:
    """A secret of 256 bits for sessions, activation and reset; only its digest is ever stored."""
    return secrets.token_urlsafe(32)
