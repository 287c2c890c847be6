"""Spaces, threads and posts: what members write, and what others may read of it."""
