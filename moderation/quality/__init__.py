"""Second readings, agreement and counts: how well the house works, and nobody's ranking."""
