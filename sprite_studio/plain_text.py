"""Text from outside, made fit to be shown and said: names of files, words, credits."""

LONGEST_WORD = 300
"""Characters: "style:" and the longest name of a folder fit into it."""
MOST_SHOWN = 40
_MARKUP = frozenset("<>")


def shown(text: object) -> str:
    """On one line, whatever a stranger wrote: what cannot be printed is written as its code.

    A line break in a file's name would begin a line of its own in a message, an escape could
    recolour a terminal, and half a character (how Python reads names that are not UTF-8) cannot be
    printed or saved at all.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(text))


def shortened(text: str) -> str:
    """As `shown`, at most `MOST_SHOWN` characters of it: what somebody wrote, in a message."""
    told = shown(text[: MOST_SHOWN + 1])
    return told if len(told) <= MOST_SHOWN else f"{told[: MOST_SHOWN - 1]}…"


def is_word(text: str) -> bool:
    """Whether a model may know it by that name: short, on one line, no markup, no outer blanks."""
    return (
        0 < len(text) <= LONGEST_WORD
        and text.isprintable()
        and text.strip() == text
        and _MARKUP.isdisjoint(text)
    )
