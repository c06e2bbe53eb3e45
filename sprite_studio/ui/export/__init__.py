"""How the window saves what the pages have made: the dialogs, and where they save.

What a page wants saved it says by a `Saving`.
"""
