"""Tunes: piano rolls and what is heard of them. numpy, and mido for MIDI; neither torch nor Qt."""
