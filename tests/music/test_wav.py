import io
import wave

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.music.wav import encode_wav, text_in_wav

SAMPLES = np.linspace(-1.2, 1.2, 1001)


def test_python_reads_it_and_what_is_too_loud_is_clipped():
    with wave.open(io.BytesIO(encode_wav(SAMPLES, "a text"))) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        read = np.frombuffer(file.readframes(2000), "<i2")
    np.testing.assert_array_equal(read, (np.clip(SAMPLES, -1, 1) * 32767).round())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=99))
def test_a_text_comes_back(text):
    data = encode_wav(SAMPLES, text)
    assert text_in_wav(data) == (text or None)
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert len(data) % 2 == 0


@given(st.binary(max_size=200))
def test_whatever_else_it_is_it_can_be_looked_at(data):
    text_in_wav(data)
    text_in_wav(b"RIFF\0\0\0\0WAVE" + data)
    assert text_in_wav(b"RIFF\0\0\0\0WAVELIST\x04\0\0\0ADTL") is None


def test_a_file_that_is_cut_short_has_no_text_or_less_of_it():
    data = encode_wav(SAMPLES, "a text")
    assert text_in_wav(data[:-30]) is None
