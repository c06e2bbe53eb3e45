"""The commands that learn: networks, words, styles, critics."""
