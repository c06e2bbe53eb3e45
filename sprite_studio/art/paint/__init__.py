"""Painting by hand, as functions from one picture to the next: shapes, strokes, pieces, undo.

A stroke is `(painting as it was, cells that the pointer went through, brush) → painting`. Nothing
here knows a screen.
"""
