"""Colours: how far apart two look, what words name them, and how they are exchanged."""
