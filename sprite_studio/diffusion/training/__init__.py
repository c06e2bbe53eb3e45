"""How a network learns: batches, the loss and its steps, averages, students, single words.

Everything is a generator of one step at a time.
"""
