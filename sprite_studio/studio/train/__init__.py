"""Everything that learns: data, runs that resume, taught words, students.

One job a file, as in `draw`.
"""
