"""How near drawn sprites are to real ones: small classifiers, distances, likeness.

No training and no drawing depends on it.
"""
