"""What a decision is carried out with, handed in by the desk: rules, keys, and what lies above this room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from app.kernel.db import Tx
from moderation.cases.model import Case, Guide
from moderation.cases.policy import Policy

# One more thing that a decision does. Refuses with Invalid or Conflict, and then nothing of it happened.
Carry = Callable[[Tx, Guide, Case, Mapping[str, str]], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Without a policy the community's own counts; without seconds everything takes effect at once."""

    policy: Policy | None = None
    carries: Mapping[str, Carry] = field(default_factory=dict)
    desk_key: str = ""  # opens what goes back into a text, and seals what comes out
    placeholders: Mapping[str, str] = field(default_factory=dict)  # by kind of detail, in the community's language
    undo_seconds: int = 0
