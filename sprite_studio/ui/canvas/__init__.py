"""The canvas: one for masks, for painting into a run, and for sprites. What painting does to pixels
is in `art/paint`; here is the hand.
"""
