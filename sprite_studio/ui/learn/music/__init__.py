"""Music, the lessons' last line: the same mathematics on other data."""
