"""Learn: twelve lessons, each with a guess, a figure computed at once, our code; music.

Their words lie in resources/lessons; what is computed for them in studio/learn.
"""
