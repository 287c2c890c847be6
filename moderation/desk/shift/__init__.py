"""The shift: who is on, what is handed over, how somebody works."""
