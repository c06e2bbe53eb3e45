"""From noise to sprites and back: denoisers, samplers, and what they do to a sprite that is there.

Only the denoiser knows networks; samplers ask it alone.
"""
