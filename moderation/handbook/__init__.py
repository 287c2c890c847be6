"""What the house says: answers to members, house rules, places to turn to; versioned, in every language."""
