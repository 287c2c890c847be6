"""Towns, neighbourhoods and reserves: by list, by cue, by their make, inside hashtags."""
