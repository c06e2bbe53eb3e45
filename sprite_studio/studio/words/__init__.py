"""From the words that people write to the weights that a model takes.

Prompts, synonyms, styles, and words that were taught later.
"""
