"""A text as typed, and the readings of it that everything else looks at."""
