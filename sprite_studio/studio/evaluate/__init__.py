"""How good a model is and how fast, in figures with floors.

Nothing else depends on it.
"""
