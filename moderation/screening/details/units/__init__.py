"""Military units, bases and ships, however their number or name is written or said."""
