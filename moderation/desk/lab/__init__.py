"""Pages of the phrase lab."""
