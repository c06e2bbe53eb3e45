"""MIDI files: a track a voice, so that a composer can go on from a loop."""

import io
from collections import defaultdict

import mido

from sprite_studio.music.roll import DRUMS, VOICES
from sprite_studio.music.scales import OCTAVE, TONICS
from sprite_studio.music.tune import Note, Tune

TICKS = 480
"""A quarter."""

SIXTEENTH = TICKS // 4
DRUM_CHANNEL = 9
"""General MIDI's channel 10."""

PROGRAMS = (80, 81, 38)
"""General MIDI's square lead, saw lead and synth bass, for lead, harmony and bass."""

LOUD, SOFT = 104, 84
"""Velocities of notes that begin on a quarter, and of others."""

CHARSET = "utf-8"
MINOR = "m"
FLAT, SHARP = "♭", "♯"


def encode_midi(tune: Tune, text: str = "") -> bytes:
    """A file of format 1. Args: text: an event of that kind in its first track."""
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS, charset=CHARSET)
    file.tracks.append(_conductor(tune, text))
    of_voice: dict[int, list[Note]] = defaultdict(list)
    for note in tune.notes():
        of_voice[note.voice].append(note)
    for voice, name in enumerate(VOICES):
        file.tracks.append(_track(voice, name, of_voice[voice], SIXTEENTH * tune.sixteenths))
    data = io.BytesIO()
    file.save(file=data)
    return data.getvalue()


def text_in_midi(data: bytes) -> str | None:
    """The first text of a file, or None where there is none, or no MIDI file."""
    try:
        file = mido.MidiFile(file=io.BytesIO(data), charset=CHARSET)
    except Exception:  # mido has many for what is damaged, some of Python's own
        return None
    texts = (one.text for track in file.tracks[:1] for one in track if one.type == "text")
    return next(texts, None)


def _conductor(tune: Tune, text: str) -> mido.MidiTrack:
    """Tempo, metre and key, and the length of the whole."""
    key = TONICS[tune.plan.tonic % OCTAVE].replace(FLAT, "b").replace(SHARP, "#")
    if tune.plan.scale == "minor":
        key += MINOR
    events = [
        mido.MetaMessage("track_name", name="Sprite Studio"),
        mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(tune.plan.bpm)),
        mido.MetaMessage("time_signature", numerator=4, denominator=4),
        mido.MetaMessage("key_signature", key=key),
        mido.MetaMessage("end_of_track", time=SIXTEENTH * tune.sixteenths),
    ]
    if text:
        events.insert(1, mido.MetaMessage("text", text=text))
    return mido.MidiTrack(events)


def _track(voice: int, name: str, notes: list[Note], length: int) -> mido.MidiTrack:
    channel = DRUM_CHANNEL if voice == DRUMS else voice
    events: list[tuple[int, bool, int, mido.Message]] = []
    for note in notes:
        on, off = note.start * SIXTEENTH, (note.start + note.length) * SIXTEENTH
        velocity = LOUD if note.start % 4 == 0 else SOFT
        begin = mido.Message("note_on", channel=channel, note=note.pitch, velocity=velocity)
        end = mido.Message("note_off", channel=channel, note=note.pitch, velocity=0)
        # At one moment notes end before others begin.
        events += [(on, True, note.pitch, begin), (off, False, note.pitch, end)]
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    if voice != DRUMS:
        track.append(mido.Message("program_change", channel=channel, program=PROGRAMS[voice]))
    now = 0
    for at, *_, message in sorted(events, key=lambda event: event[:3]):
        track.append(message.copy(time=at - now))
        now = at
    track.append(mido.MetaMessage("end_of_track", time=length - now))
    return track
