"""Sprites as files for people and engines.

Needs the jobs' plain data alone, no model.
"""
