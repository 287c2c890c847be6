"""Second readings, numbers, and the partner's page."""
