"""The page that mixes words and draws.

`page` joins the parts; what only this page uses lies beside it.
"""
