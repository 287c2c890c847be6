"""Who asks, and what they may: one table for handlers and templates alike."""
