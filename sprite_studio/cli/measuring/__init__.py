"""The commands that measure: a model, its words, this machine."""
