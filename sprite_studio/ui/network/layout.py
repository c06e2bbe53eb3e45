"""Where the parts of a network stand in a drawing of it: a U, whose rows are its resolutions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sprite_studio.studio.jobs.network import ANSWER, NetworkPart, X


@dataclass(frozen=True)
class Layout:
    """Attributes:
    sizes: pixels a side of what each row shows, the finest first.
    columns: of the widest row.
    places: part, or `X` → row and column; columns are counted in halves, too.
    way: the longest way from `X` to `ANSWER`, which most of the parts are on.
    lines: from where, to where: all that a part with a map is given by another.
    """

    sizes: tuple[int, ...]
    columns: int
    places: dict[str, tuple[int, float]]
    way: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]

    def over(self, line: tuple[str, str]) -> int:
        """How many parts stand in a row between the two ends of a line, which goes over them; 0
        for a line to another row."""
        (row, one), (other_row, other) = (self.places[name] for name in line)
        low, high = sorted((one, other))
        return sum(
            row == other_row == between and low < column < high
            for between, column in self.places.values()
        )

    def is_reckoned(self, line: tuple[str, str]) -> bool:
        """Whether a line is none of the network's, but of the sum that makes x0 of its answer and
        of x."""
        return line == (X, ANSWER)

    def is_skip(self, line: tuple[str, str]) -> bool:
        """Whether a line leaves parts of the longest way out, within the network."""
        if self.is_reckoned(line):
            return False
        if line[0] not in self.way or line[1] not in self.way:
            return True
        return self.way.index(line[1]) - self.way.index(line[0]) > 1


def laid_out(parts: Sequence[NetworkPart]) -> Layout:
    """Of all parts that have a map. Down to the coarsest row on the left, up again on the right;
    what is on no longest way stands between."""
    mapped = {part.name: part for part in parts if not part.is_embedding}
    lines = tuple(
        (source, name)
        for name, part in mapped.items()
        for source in part.sources
        if source in mapped or source == X
    )
    way = _longest_way(mapped)
    size = {X: mapped[ANSWER].size} | {name: part.size for name, part in mapped.items()}
    sizes = sorted({*size.values()}, reverse=True)
    bottom = [i for i, name in enumerate(way) if size[name] == sizes[-1]]
    left, right = way[: bottom[0]], way[bottom[-1] + 1 :]
    rows = [
        (
            [name for name in left if size[name] == one],
            [name for name in size if size[name] == one and name not in (*left, *right)],
            [name for name in right if size[name] == one],
        )
        for one in sizes
    ]
    columns = max(len(a) + len(b) + len(c) for a, b, c in rows)
    places: dict[str, tuple[int, float]] = {}
    for row, (down, between, up) in enumerate(rows):
        spare = columns - len(down) - len(between) - len(up)
        indent = min(row, spare // 2)
        first, last = indent + len(down), columns - indent - len(up)
        places |= {name: (row, indent + i) for i, name in enumerate(down)}
        places |= {name: (row, last + i) for i, name in enumerate(up)}
        start = (first + last - len(between)) / 2
        places |= {name: (row, start + i) for i, name in enumerate(between)}
    return Layout(tuple(sizes), columns, places, tuple(way), lines)


def _longest_way(mapped: dict[str, NetworkPart]) -> list[str]:
    """Parts come in the order in which they are called, so sources come before what they are
    given to."""
    long: dict[str, list[str]] = {X: [X]}
    for name, part in mapped.items():
        before = max((long[source] for source in part.sources if source in long), key=len)
        long[name] = [*before, name]
    return long[ANSWER]
