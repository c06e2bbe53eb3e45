"""The figure of each lesson, a module a lesson."""
