"""What goes on inside a network while it answers: its parts, and what each of them says.

Nothing is trained here, and no drawing depends on it.
"""
