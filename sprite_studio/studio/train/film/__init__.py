"""The film of a run: what it draws on its way, and the weights that draw it."""
