"""Jobs about the library of sprites: keep, find, show, change, and put into sets."""
