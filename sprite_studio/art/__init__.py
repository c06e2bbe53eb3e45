"""The pixels: what a sprite is, how sets and sheets are read and written. numpy and Pillow only."""
