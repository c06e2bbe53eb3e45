"""The page that draws by several samplers from one noise.

`page` joins the parts; what only this page uses lies beside it.
"""
