"""What becomes of a sprite that is there: a part drawn anew, variations, lessons, a replay. The
dialogs take and return plain values, and know no page.
"""
