"""The board: what members meet, and what every process is made of."""
