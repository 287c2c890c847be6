"""Whoever stands at the members' door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A member by a live session, or a stranger (`member_id` is None)."""

    community: str
    member_id: int | None = None
    ref: str = ""
    pseudonym: str = ""
    status: str = ""
    affiliation: str = ""
    theme: str = "auto"
    is_welcomed: bool = False  # the short questions are behind them
    unread: int = 0  # notices

    @property
    def is_signed_in(self) -> bool:
        """Known by a live session."""
        return self.member_id is not None

    @property
    def lang(self) -> str:
        """A member reads in the language of the community."""
        return self.community
