"""What is trained: the networks, the words that steer them, and the files that hold both.

Nothing here knows how sprites are drawn from a network or how it learns.
"""
