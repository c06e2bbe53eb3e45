"""Sprite Studio: a small diffusion network that draws 16×16 sprites, and a window over it.

diffusion/  the mathematics: noise levels, the network, samplers, training (torch only)
art/        the pixels: sprites, sheets, palettes, file formats (numpy and Pillow only)
studio/     the use cases, which join the two: generate, train, bench (no Qt)
ui/         the screen (Qt only; what needs torch is imported on the worker thread)
app.py      builds the window's parts once; cli.py offers the same use cases in a terminal
"""

__version__ = "0.1.0"
