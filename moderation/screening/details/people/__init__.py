"""Private people: names by cue, by list, by how a word stands, disguised, and by the model."""
