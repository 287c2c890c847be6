"""Staff accounts, passkeys, and the audit chain."""
