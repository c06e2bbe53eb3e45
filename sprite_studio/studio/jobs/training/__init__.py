"""Jobs that learn, and those beside a run: a step taken apart, a film, a shelf. No torch."""
