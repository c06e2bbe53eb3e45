"""Characters that walk: four views of three steps, what they must have in common, how that is
measured. `character` says what one is, `finish` makes it fit for a game, `meters` judges it.
"""
