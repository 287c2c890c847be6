"""Our side of the wall: asking the seniors."""
