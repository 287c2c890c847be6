"""Raises the whole house on one machine: servers, processes, and their end."""
