"""Sprite Studio: a small diffusion network that draws 16×16 sprites, in a window one can watch.

app, cli        the window's composition root and the terminal
ui/             the screen: a folder a page, widgets, and work/, which alone knows threads
studio/         the use cases: jobs, words, export, library, draw, train, evaluate
diffusion/      the mathematics: networks, sampling, training, measuring
art/            the pixels: sprites, sheets, palettes, the Forge, file formats
music/          the notes: bars as pictures, their Forge, a chip's sound, MIDI and WAV
Imports go downwards only; studio's subjects import only leftwards; diffusion, art and music never
meet.
"""

__version__ = "0.1.0"
