"""Parts that more than one page uses, or that know nothing of sprites.

They import no page.
"""
