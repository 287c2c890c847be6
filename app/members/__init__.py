"""Pseudonyms, joining, signing in, leaving."""
