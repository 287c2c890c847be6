"""Pages for staff, in a process of their own."""
