"""From what a user or a stranger has to sprites: folders, manifests, sheets and single pictures.

What cannot be used is told with its reason and costs nothing but itself.
"""
