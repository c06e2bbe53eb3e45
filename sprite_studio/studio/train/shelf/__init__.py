"""The shelf of runs: names, and what is thrown away."""
