"""What could identify a person, and what must stay although it looks like it."""
