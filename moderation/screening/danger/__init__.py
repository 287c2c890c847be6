"""What signals danger or bad conduct: phrases, templates, their surroundings, and a small model."""
