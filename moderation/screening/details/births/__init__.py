"""Dates, and which of them is the day somebody was born."""
