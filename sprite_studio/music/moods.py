"""What each mood plays, in patterns of 16 sixteenths.

Of all: `-` holds on, `.` rests. Harmony: `x` strikes the chord, 1 3 5 8 one tone of it from below.
Bass: 1 3 5 8 are root, third, fifth and octave. Drums: one line an instrument.
"""

from dataclasses import dataclass

from sprite_studio.music.words import PACES


@dataclass(frozen=True)
class Mood:
    """How a mood sounds.

    Attributes:
        minor: share of its tunes in minor.
        paces: shares of slow, steady and fast.
        height: semitones above the tonic around which its lead moves.
        leap: how far the lead goes at once, in steps of the scale.
        rests: share of the lead's quarters in which it is silent.
        harmony, bass: patterns, of which a tune has one.
        drums: lines of instruments, of which a tune has one set.
    """

    minor: float
    paces: tuple[float, float, float]
    height: int
    leap: int
    rests: float
    harmony: tuple[str, ...]
    bass: tuple[str, ...]
    drums: tuple[dict[str, str], ...]

    def __post_init__(self) -> None:
        assert len(self.paces) == len(PACES)


MOOD_RULES: dict[str, Mood] = {
    "calm": Mood(
        minor=0.3,
        paces=(0.7, 0.3, 0.0),
        height=5,
        leap=2,
        rests=0.12,
        harmony=(
            "x---------------",
            "x-------x-------",
            "1-3-5-3-1-3-5-3-",
            "1---3---5---3---",
        ),
        bass=("1---------------", "1-------5-------", "1-----------5---"),
        drums=(
            {"hat": "....x.......x...", "kick": "x..............."},
            {"hat": "x.......x.......", "kick": "x.........x....."},
        ),
    ),
    "battle": Mood(
        minor=0.85,
        paces=(0.0, 0.2, 0.8),
        height=4,
        leap=4,
        rests=0.05,
        harmony=(
            "x.x.x.x.x.x.x.x.",
            "x--x--x-x--x--x-",
            "1353135313531353",
            "x.xxx.xxx.xxx.xx",
        ),
        bass=(
            "1.1.1.1.1.1.1.1.",
            "1.111.111.111.11",
            "1-1-8-1-1-1-5-8-",
            "1.11.11.1.11.15.",
        ),
        drums=(
            {
                "kick": "x.....x.x.....x.",
                "snare": "....x.......x...",
                "hat": "x.x.x.x.x.x.x.x.",
            },
            {
                "kick": "x.xx..x.x.xx..x.",
                "snare": "....x..x....x..x",
                "hat": "xxxxxxxxxxxxxxxx",
            },
        ),
    ),
    "shop": Mood(
        minor=0.1,
        paces=(0.05, 0.85, 0.1),
        height=6,
        leap=3,
        rests=0.1,
        harmony=("..x...x...x...x.", "..x-..x-..x-..x-", "..x.x...x.x...x."),
        bass=("1...5...1...5...", "1-..5-..3-..5-..", "1--.1--.5--.5--."),
        drums=(
            {
                "kick": "x.......x.......",
                "snare": "....x.......x...",
                "hat": "..x...x...x...x.",
            },
            {
                "kick": "x.....x.x.......",
                "snare": "....x.......x.x.",
                "hat": "x.xxx.xxx.xxx.xx",
            },
        ),
    ),
    "victory": Mood(
        minor=0.02,
        paces=(0.0, 0.45, 0.55),
        height=8,
        leap=4,
        rests=0.05,
        harmony=("x--x--x-x---x---", "x---x---x---x---", "x-x-x---x-x-x---"),
        bass=("1---1---5---5---", "1--1--5-1---8---", "1-1-1---5-5-5---"),
        drums=(
            {
                "kick": "x...x...x...x...",
                "snare": "..x.x.xx..x.x.xx",
                "crash": "x...............",
            },
            {
                "kick": "x..x..x.x...x...",
                "snare": "....x.......x.xx",
                "crash": "x.......x.......",
            },
        ),
    ),
    "night": Mood(
        minor=0.8,
        paces=(0.8, 0.2, 0.0),
        height=2,
        leap=2,
        rests=0.2,
        harmony=("1-----3-----5---", "5---3---1-------", "x-----------x---"),
        bass=("1-----------5---", "1-------------1-", "1-----1-----1---"),
        drums=(
            {
                "kick": "x.........x.....",
                "snare": "............x...",
                "hat": "..x...x...x...x.",
            },
            {"kick": "x.........x.....", "open hat": "........x......."},
        ),
    ),
    "travel": Mood(
        minor=0.25,
        paces=(0.05, 0.7, 0.25),
        height=5,
        leap=3,
        rests=0.05,
        harmony=("x-..x-x-x-..x-x-", "1-5-3-5-1-5-3-5-", "x--xx---x--xx---"),
        bass=("1--15---1--15---", "1-1-5-1-1-1-5-3-", "1--.1-5-1--.5-3-"),
        drums=(
            {
                "kick": "x..x....x..x....",
                "snare": "....x.......x.x.",
                "hat": "x.xxx.xxx.xxx.xx",
            },
            {"kick": "x.....x.x.....x.", "tom": "....x.x.....x.x.", "hat": "x.x.x.x.x.x.x.x."},
        ),
    ),
    "mystery": Mood(
        minor=0.95,
        paces=(0.6, 0.35, 0.05),
        height=1,
        leap=5,
        rests=0.2,
        harmony=("x.......x.....x.", "1.3.5...1.3.5...", "........x-------"),
        bass=("1-----1.......5-", "1.......3.......", "1-3-1-----------"),
        drums=(
            {
                "kick": "x..........x....",
                "tom": "......x.......x.",
                "open hat": "............x...",
            },
            {"tom": "x.....x...x.....", "open hat": "....x..........."},
        ),
    ),
    "dance": Mood(
        minor=0.5,
        paces=(0.0, 0.4, 0.6),
        height=5,
        leap=3,
        rests=0.1,
        harmony=("x..x..x.x..x..x.", "..x.x....x.x.x..", "x.x..x.x.x..x.x."),
        bass=("..1...1...1...1.", ".11..11..11..11.", "1.8.1.8.1.8.1.8."),
        drums=(
            {
                "kick": "x...x...x...x...",
                "open hat": "..x...x...x...x.",
                "snare": "....x.......x...",
            },
            {"kick": "x...x...x...x...", "hat": "..xx..xx..xx..xx", "snare": "....x..x....x..."},
        ),
    ),
}
