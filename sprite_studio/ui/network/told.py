"""The parts of a network in words, each of which is read from the network itself."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sprite_studio.studio.jobs.network import (
    ANSWER,
    CONTEXT,
    LOG_SNR,
    NetworkPart,
    NetworkResult,
    ReachResult,
    StepResult,
    WordSpace,
    X,
)
from sprite_studio.studio.words.names import word_name
from sprite_studio.studio.words.told import words_of
from sprite_studio.ui.network.layout import laid_out

GIVEN = {X: "xₜ", LOG_SNR: "the noise level λ", CONTEXT: "the words", ANSWER: "x₀"}

KINDS = {
    "ResidualBlock": "two convolutions of 3×3 pixels, whose answer is added to what came in; noise "
    "level and words scale and shift it between the two",
    "Attention": "every pixel looks at all others, and adds what it finds there",
    "NoiseLevelEmbedding": "waves of λ, slow and fast, and two layers that mix them",
    "GroupNorm": "each group of channels is brought to mean 0 and variance 1, then scaled",
    "ResidualConvPair": "two convolutions of 3×3 pixels",
    "Down": "four convolutions of 3×3 pixels, then the largest of every 2×2",
    "Up": "joined with what came by the skip, made twice as large, then four convolutions",
    "Embedding": "two layers that make of what they are told a number for each channel",
    "Conv2d 3×3": "each number is a sum over 3×3 pixels and all channels",
    "Conv2d 2×2": "2×2 pixels are folded into one, of more channels",
    "Conv2d 1×1": "the channels of each pixel are mixed anew, without its neighbours",
}
"""What parts do, by their class, or by their only layer where they are one."""

ANSWER_TOLD = (
    "What the network believes the sprite x₀ to be, told what the run is told: worked out of its "
    "answer and of xₜ, before guidance, which only a live student has in itself, and before it is "
    "kept from -1 to 1"
)
X_TOLD = "What the network is shown at this step: the sprite with the noise that is still in it"


def name_of(name: str) -> str:
    """A part's, or of what the network is given and gives."""
    return GIVEN.get(name, name)


def sizes_told(parts: Sequence[NetworkPart]) -> str:
    """ "16 → 8 → 4 → 8 → 16": pixels a side, along the longest way through the parts."""
    way = laid_out(parts).way
    along = [size for part in parts if part.name in way for size in (part.takes, part.size)]
    return " → ".join(str(size) for size, _ in groupby(along))


def network_told(result: NetworkResult) -> str:
    """In a line or two: its sizes, and all numbers that were learned."""
    live = ", its live student" if result.job.live else ""
    told = (
        f"{result.job.model}{live}: {sizes_told(result.parts)} pixels a side, "
        f"{len(result.parts) - 1} parts with {result.parameters:,} learned numbers"
    )
    if not result.in_words:
        return told
    whole = result.parameters + result.in_words
    return f"{told}, and {result.in_words:,} in the table of words: {whole:,} in all"


def part_told(part: NetworkPart) -> str:
    """What it is, how large, and what it is given."""
    if part.name == ANSWER:
        return f"{ANSWER_TOLD}."
    shape = f"{part.channels} channels of {part.size}×{part.size}"
    if part.is_embedding:
        shape = f"{part.channels} numbers"
    given = _listed([name_of(source) for source in part.sources])
    learned = f"{part.parameters:,} learned numbers"
    return f"{part.name}: {shape}, {learned}. Takes {given}. {kind_told(part)}"


def kind_told(part: NetworkPart) -> str:
    """What it does, or of which layers it is made."""
    told = KINDS.get(part.kind) or KINDS.get(part.layers[0] if len(part.layers) == 1 else "")
    if not told:
        return f"In turn: {', '.join(part.layers)}."
    if part.kind == "ResidualConvPair" and "Conv2d 1×1" in part.layers:
        told += ", to which what came in is added"  # not by weights that the course saved
    return f"{told[0].upper()}{told[1:]}."


def embeddings(parts: Sequence[NetworkPart]) -> dict[str, NetworkPart]:
    """Those that are no maps."""
    return {part.name: part for part in parts if part.is_embedding}


def enters(parts: Sequence[NetworkPart], given: str) -> frozenset[str]:
    """The parts with a map where the noise level or the words come in, by an embedding or as they
    are. Args: given: `LOG_SNR` or `CONTEXT`."""
    vectors = embeddings(parts)
    carriers = {given, *(name for name, part in vectors.items() if given in part.sources)}
    return frozenset(
        part.name for part in parts if not part.is_embedding and carriers & {*part.sources}
    )


def percent(share: float) -> str:
    """ "12%", "0.3%"; only what is 0 is "0%"."""
    if 0 < share < 0.001:
        return "<0.1%"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


def changes_told(result: StepResult, names: Mapping[str, NetworkPart]) -> str:
    """Where a word changes most, of what has a map."""
    changes = {
        name: share for name, share in result.changes.items() if not names[name].is_embedding
    }
    most = max(changes, key=changes.__getitem__)
    in_most, in_answer = percent(changes[most]), percent(changes[ANSWER])
    return f"Most in {name_of(most)}, by {in_most}; in x₀ by {in_answer}."


def reach_told(result: ReachResult) -> str:
    """How much of xₜ a pixel depends on."""
    at = f"row {result.job.row + 1}, column {result.job.column + 1}"
    reached = int(np.count_nonzero(result.field))
    if not reached:
        return f"At {at} nothing of xₜ changes the part."
    return (
        f"{at[0].upper()}{at[1:]} depends on {reached} of the {result.field.size} pixels of xₜ; "
        f"nine tenths of that lie in {result.most}."
    )


def attention_told(looks: NDArray[np.floating], pixel: tuple[int, int]) -> str:
    """Args: looks: (heads, H, W) from the pixel."""
    mean = looks.mean(axis=0)
    row, column = np.unravel_index(int(mean.argmax()), mean.shape)
    return (
        f"From row {pixel[0] + 1}, column {pixel[1] + 1}; by the mean of all heads most to row "
        f"{row + 1}, column {column + 1}: {mean.max():.0%}, where looking evenly would be "
        f"{1 / mean.size:.0%}."
    )


def change_told(step: StepResult, name: str) -> str:
    """How much what is left out changes a part."""
    word = f"“{word_name(step.job.without)}”" if step.job.without else "All words together"
    verb = "changes" if step.job.without else "change"
    return f"{word} {verb} it by {percent(step.changes[name])} of what it says."


def given_told(given: NDArray[np.floating] | None) -> str:
    """Above what an embedding is told."""
    if given is None:
        return "What it is given"
    if len(given) == 1:
        return f"What it is given: one number, {given[0]:.3f}"
    return f"What it is given: {len(given)} numbers, up to {np.abs(given).max():.2f} large"


SAID = (
    "Each map: at every pixel the root mean square over a part's channels, from 0 (the ground) to "
    "the most in that part (orange); xₜ and x₀ in their colours. Below it: channels."
)
LEGEND = (
    "Stripes: one number a line, orange above 0, blue below. Dots: where noise level (green) and "
    "words (orange) come in. Blue lines: skips. Dashed: x₀ is reckoned from xₜ and the answer."
)


def mode_told(step: StepResult | None, changed: bool) -> str:
    """What the maps of the whole network show, in a line or two."""
    if not changed:
        return SAID
    if step is None:
        return "What the parts say with a word, less what they say without it."
    if not words_of(step.job.recipe):
        return "The run was told no words: there is nothing to leave out, and nothing changes."
    word = f"“{word_name(step.job.without)}”" if step.job.without else "its words"
    return (
        f"Each map: what a part says with {word}, less what it says without. Below it: how large "
        "that is, of what the part says. xₜ is the same with and without."
    )


def space_told(space: WordSpace) -> str:
    """What the map of words shows, and how little of it two axes hold."""
    first, second = space.shares
    told = (
        f"{len(space.words)} words along the two axes on which they differ most; these hold "
        f"{first:.0%} and {second:.0%} of the variance, so what lies near here may be far apart."
    )
    if space.learned:
        return told
    return (
        f"{told} What this network is told is one number a word, all equally far apart; compared "
        "is what its embeddings make of them."
    )


NEAREST_TIP = (
    "The words whose vectors point most nearly the same way, and the cosine of the angle between: "
    "1 is the same way, 0 at right angles"
)


def word_told(space: WordSpace, word: int) -> str:
    """What its numbers are, in a line."""
    name, size = word_name(space.words[word]), space.vectors.shape[1]
    if not space.learned:
        return f"“{name}” is one of {size} numbers that is 1, where the others are 0."
    if space.null_picture is None:
        return f"“{name}” is {size} numbers, a vector; words of this model have no pictures."
    channels, high, wide = space.null_picture.shape
    return (
        f"“{name}” is {space.numbers:,} numbers: a vector of {size}, and a picture of "
        f"{space.null_picture.size:,}, which are {channels} channels of {high}×{wide}."
    )


def vector_told(space: WordSpace, word: int, parts: Sequence[NetworkPart]) -> str:
    """Above the bars of a word: how large, and where it enters."""
    by = [name for name, part in embeddings(parts).items() if CONTEXT in part.sources]
    reached = [part.name for part in parts if not part.is_embedding and set(by) & {*part.sources}]
    largest = float(np.abs(space.vectors[word]).max())
    if not by:  # they come in without a layer of their own
        return f"Its vector, up to {largest:.2f} large"
    return (
        f"Its vector, up to {largest:.2f} large. It goes by {_listed(by)} to "
        f"{_listed(reached) if len(reached) < 4 else f'{len(reached)} blocks'}"
    )


def picture_told(parts: Sequence[NetworkPart]) -> str:
    """Above the picture of a word: where it enters."""
    direct = [part for part in parts if not part.is_embedding and CONTEXT in part.sources]
    told = (
        "Its picture, a map for each channel: orange adds, blue takes away; at the right with the "
        "null row's"
    )
    if not direct:  # a student may be told less than its model
        return f"{told}. This network is told the vector alone"
    return f"{told}. It enters at {_listed([name_of(part.name) for part in direct])}"


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
