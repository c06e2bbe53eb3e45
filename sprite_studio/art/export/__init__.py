"""Files that engines and other tools open, one module a format."""
