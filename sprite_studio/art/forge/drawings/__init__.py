"""What the Forge draws with: templates in text, a file for each kind of thing.

No logic: an artist reads them, and adding a thing is adding a template and its line.
"""
