"""What the screening process does with a post: take it, screen it, land the verdict in one transaction."""
