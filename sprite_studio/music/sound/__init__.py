"""The sound of a chip: pulses, a triangle and noise, written with numpy. All is mono, -1 to 1."""
