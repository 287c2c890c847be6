"""Pages where leads and admins edit what the house says and does."""
