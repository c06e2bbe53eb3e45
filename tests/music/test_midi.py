import io
from dataclasses import replace

import mido
from hypothesis import given
from hypothesis import strategies as st
from tunes import known_tune, score_of, tunes

from sprite_studio.music.midi import DRUM_CHANNEL, encode_midi, text_in_midi
from sprite_studio.music.roll import DRUMS, VOICES
from sprite_studio.music.tune import Note, Tune


def read_back(tune: Tune) -> set[Note]:
    """By a library that is not the one that wrote it."""
    score = score_of(encode_midi(tune, "a text"))
    assert score.tpq == 480
    found = set()
    for track in score.tracks:
        voice = VOICES.index(track.name)
        assert track.is_drum == (voice == DRUMS)
        for note in track.notes:
            assert note.time % 120 == note.duration % 120 == 0
            found.add(Note(note.time // 120, note.duration // 120, voice, note.pitch))
    return found


@given(tunes())
def test_another_reader_finds_every_note(tune):
    assert read_back(tune) == set(tune.notes())


def test_tempo_metre_and_key_are_there():
    score = score_of(encode_midi(known_tune()))
    assert [round(tempo.qpm) for tempo in score.tempos] == [120]
    assert [(t.numerator, t.denominator) for t in score.time_signatures] == [(4, 4)]
    assert [(key.key, key.tonality) for key in score.key_signatures] == [(0, 0)]


@given(st.integers(-5, 6), st.sampled_from(["major", "minor"]))
def test_every_key_has_a_name(tonic, scale):
    tune = known_tune()
    plan = replace(tune.plan, tonic=tonic, scale=scale)
    file = score_of(encode_midi(Tune(plan, tune.bars)))
    assert file.key_signatures[0].tonality == (scale == "minor")


def test_every_track_ends_with_the_loop():
    file = mido.MidiFile(file=io.BytesIO(encode_midi(known_tune())))
    assert {sum(message.time for message in track) for track in file.tracks} == {128 * 120}
    channels = [{m.channel for m in track if not m.is_meta} for track in file.tracks[1:]]
    assert channels == [{0}, {1}, {2}, {DRUM_CHANNEL}]


@given(st.text(max_size=200))
def test_a_text_comes_back(text):
    data = encode_midi(known_tune(), text)
    assert text_in_midi(data) == (text or None)


@given(st.binary(max_size=200))
def test_what_is_no_midi_file_has_no_text(data):
    assert text_in_midi(data) is None or data.startswith(b"MThd")


@given(st.data())
def test_a_damaged_file_is_no_reason_to_fail(data):
    whole = bytearray(encode_midi(known_tune(), "a text"))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    text_in_midi(bytes(whole[: data.draw(st.integers(0, len(whole)))]))
