"""The tabs of Watch: the run, one step of it as a sum, and the way back."""

OUT_OF_NOISE, ONE_STEP, INTO_NOISE = range(3)

WAYS = (
    ("Out of noise", "The run: what the network makes of noise, step by step"),
    ("One step", "The step as a sum, with its numbers, and what guidance added"),
    ("Into noise", "The way back: a sprite sinks into noise"),
)
"""Name and tooltip of each."""
