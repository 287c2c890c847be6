"""What everything stands on. Knows no posts and no people."""
