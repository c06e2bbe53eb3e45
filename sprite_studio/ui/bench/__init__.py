"""What `bench --ui` drives: the real window, timed from inside."""
