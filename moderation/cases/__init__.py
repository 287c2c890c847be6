"""What a human must decide: cases in lanes, decisions, and the log."""
