"""The library of single sprites and their sets: one SQLite file, which is all there is of them.

`store` holds what is asked of it, `changes` and `sets` what is done to it, `mend` brings over what
can be read of a damaged file.
"""
