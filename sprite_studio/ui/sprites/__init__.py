"""The Sprites page: all sprites that were kept, found, named and put into sets."""
