"""The runs on the disk: their names, their curves over one another, and what is thrown away."""
