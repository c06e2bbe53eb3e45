"""Jobs beside a run: a step taken apart, a film, a shelf of runs. No torch."""
