"""Screens a text: what is urgent in it, which personal details it holds, and why."""

from __future__ import annotations

from .model import Kind, PostVerdict, Redaction, Signal, Urgency, Verdict
from .screener import Screener

__all__ = ["Kind", "PostVerdict", "Redaction", "Screener", "Signal", "Urgency", "Verdict"]
