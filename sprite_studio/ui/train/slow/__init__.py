"""Training in slow motion: one step taken apart."""
