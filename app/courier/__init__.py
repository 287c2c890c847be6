"""Takes mails out of the outbox, and forgets what has outlived its purpose."""
