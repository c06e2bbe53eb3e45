"""Training in slow motion: a run that takes one step at a time, each taken apart."""
