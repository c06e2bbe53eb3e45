"""One file a format: each makes the files of a collection in memory, as a pure function."""
