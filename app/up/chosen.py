"""What the operator chose in the environment, handed to the processes that know it."""

from __future__ import annotations

from collections.abc import Mapping

from app.kernel.settings import PROCESSES, SECRETS

# Made by us for each house; an operator's SMTP password is the one secret that comes from outside.
OURS = frozenset({"HAVRE_DB", "HAVRE_REDIS_URL", "HAVRE_RUN_DIR", "HAVRE_URL", "HAVRE_COMMUNITIES"})
THEIRS = frozenset({"HAVRE_SMTP_PASSWORD"})


def chosen(environ: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Process -> the settings of the environment that it reads, such as HAVRE_AGE_FLOOR for the board."""
    return {known.process: _of(known.model_fields, environ) for known in PROCESSES}


def _of(fields: Mapping[str, object], environ: Mapping[str, str]) -> dict[str, str]:
    names = {f"HAVRE_{field.upper()}" for field in fields} - OURS - (set(SECRETS) - THEIRS)
    return {name: environ[name] for name in sorted(names & set(environ)) if not name.endswith("_KEY")}
