"""A pack becomes a style.

`adapt` is the use case; `practice` is what it learns from beside the pack.
"""
