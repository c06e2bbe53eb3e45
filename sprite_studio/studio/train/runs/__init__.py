"""A run on the disk: its files, who trains in it, how it is saved and goes on."""
