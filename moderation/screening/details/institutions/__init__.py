"""Schools, hospitals, employers and shops that tell where somebody is."""
