"""Judges the screening engine against the labelled posts under `tests/moderation/screening/sets`."""
