"""The command line: the window's use cases from a terminal, one file a command."""
