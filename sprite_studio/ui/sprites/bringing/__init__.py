"""Sprites of the user's own: `bring_in` takes pictures into the library, `style_source` chooses
those that a style is learned from, and `import_notice` says above the grid what can follow."""
