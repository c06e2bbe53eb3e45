"""Sprites put into other colours."""
