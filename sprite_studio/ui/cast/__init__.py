"""The page of characters that walk."""
