"""Palettes as a game uses them: well-known ones, one for a whole set, and colours put into them."""
