"""The page that trains a network before one's eyes.

`page` joins the parts; what only this page uses lies beside it.
"""
