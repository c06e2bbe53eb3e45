"""What hypothesis draws in more than one test: any drawing within its bounds, and its parts."""

from hypothesis import strategies as st

from sprite_studio.art.sheet import Layout
from sprite_studio.studio.jobs.drawing import (
    BEST,
    MAX_CANDIDATES,
    MAX_COLOURS,
    MAX_GUIDANCE,
    MAX_LOG_SNR,
    MAX_SEED,
    MAX_STEPS,
    MAX_WEIGHT,
    MIXED,
    NONE,
    SAMPLERS,
    Drawing,
)

WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
MIX = st.dictionaries(WORD, st.floats(-MAX_WEIGHT, MAX_WEIGHT), max_size=4)
SEED = st.integers(0, MAX_SEED)
COLOUR = st.from_regex(r"[0-9a-f]{6}", fullmatch=True)
BYTE = st.integers(0, 255)
STYLE = st.sampled_from([BEST, MIXED, NONE, "style:forge", "style:mine"])
LAYOUTS = st.builds(
    Layout,
    columns=st.integers(1, 99),
    scale=st.integers(1, 64),
    padding=st.integers(0, 9),
    background=st.tuples(BYTE, BYTE, BYTE, BYTE),
)


@st.composite
def drawings(
    draw: st.DrawFn,
    mixes: st.SearchStrategy[dict[str, float]] = MIX,
    models: st.SearchStrategy[str] = WORD,
) -> Drawing:
    """Anything that a drawing can be."""
    count = draw(st.integers(1, 40))
    low, high = sorted(draw(st.tuples(*[st.floats(-MAX_LOG_SNR, MAX_LOG_SNR)] * 2)))
    return Drawing(
        mix=draw(mixes),
        style=draw(STYLE),
        varied=draw(st.booleans()),
        seed=draw(SEED),
        seeds=draw(st.just(()) | st.tuples(*[SEED] * count)),
        count=count,
        candidates=draw(st.integers(1, MAX_CANDIDATES)),
        sampler=draw(st.sampled_from(SAMPLERS)),
        steps=draw(st.none() | st.integers(1, MAX_STEPS)),
        eta=draw(st.floats(0, 1)),
        guidance=draw(st.floats(0, MAX_GUIDANCE)),
        guidance_interval=(low, high),
        model=draw(models),
        colours=draw(st.integers(0, MAX_COLOURS)),
        palette=draw(st.lists(COLOUR, max_size=4).map(tuple)),
        palette_inside=draw(st.booleans()),
        symmetric=draw(st.booleans()),
    )
