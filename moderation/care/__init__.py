"""Members whom guides keep in mind: tracking, notes, a watch for silence, and what ends with an account."""
