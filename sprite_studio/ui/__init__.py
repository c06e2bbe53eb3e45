"""The screen. Nothing here imports torch; what needs it is imported on the worker's thread."""
