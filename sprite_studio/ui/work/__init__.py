"""Threads: the worker, and what a page uses to send it jobs.

The only folder of the screen that knows of threads.
"""
