"""Screening, cases, the desk, and the vault behind its wall."""
