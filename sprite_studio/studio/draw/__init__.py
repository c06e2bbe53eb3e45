"""Everything that draws: new sprites, runs to watch, comparisons, edits, replays.

One job a file: a generator that reports every step and ends with one result.
"""
