"""What crosses the worker's thread: frozen jobs, their progress and their results.

Plain data that any layer may import; no torch, no Qt.
"""
