"""Every result, kept and found again: pictures with their recipes, and an index of them.

The pictures are the truth: the folder of one says its shelf, its name its id. `store` keeps the
index in step with them, and `sweep` makes it anew.
"""
