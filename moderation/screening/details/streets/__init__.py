"""Street addresses, corners, country roads and postal codes."""
