"""A drawing as controls, and back without loss."""
