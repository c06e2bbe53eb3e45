"""The page that shows a run step by step.

`page` joins the parts; what only this page uses lies beside it.
"""
