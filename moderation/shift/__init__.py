"""Who is on, what is handed over, how heavy it was, and whom an unattended case calls."""
