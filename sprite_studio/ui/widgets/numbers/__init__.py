"""Numbers as pictures: shades, bars, plates in rows, and a map of words."""
