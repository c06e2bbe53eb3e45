"""The lines of our own code behind a lesson, read from the functions themselves."""

import ast
import importlib
import inspect
import textwrap
from collections.abc import Generator
from types import ModuleType
from typing import Any

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.learn.source import SourceJob, SourceLines, SourceResult


def source(job: SourceJob) -> Generator[SourceResult, None, None]:
    """Yields one SourceResult. Raises JobError for a name that is not there."""
    yield SourceResult(tuple(lines_of(name) for name in job.names))


def lines_of(name: str) -> SourceLines:
    """Of a function, a class or a method, by its dotted name; after a ">" stands the name of a
    function inside of it. Raises JobError."""
    name, _, inner = name.partition(">")
    found = _find(name)
    try:
        lines, first = inspect.getsourcelines(found)
    except OSError as error:
        raise JobError(f"the lines of {name} are not in this installation: {error}") from error
    text = textwrap.dedent("".join(lines))
    if inner:
        text, offset = _inside(text, inner)
        first += offset
    file = found.__module__.replace(".", "/") + ".py"
    return SourceLines(file, first, without_documentation(text))


def _inside(text: str, name: str) -> tuple[str, int]:
    """A function within another's code, and how many lines stand before it. Raises JobError."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
            return textwrap.dedent("\n".join(lines)), node.lineno - 1
    raise JobError(f"there is no {name} in these lines")


def without_documentation(text: str) -> str:
    """Code without the string that explains it, and without blank lines at its end."""
    node = ast.parse(text).body[0]
    assert isinstance(node, (ast.FunctionDef, ast.ClassDef))
    lines = text.splitlines()
    first = node.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    if told and isinstance(first.value.value, str) and len(node.body) > 1:  # pyright: ignore
        assert first.end_lineno is not None
        del lines[first.lineno - 1 : first.end_lineno]
    return "\n".join(lines).rstrip()


def _find(name: str) -> Any:
    """The module is the longest part of the name that can be imported."""
    if not name.startswith("sprite_studio."):
        raise JobError(f"{name} is no part of this program")
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:end]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part, None)
        if found is not None and not isinstance(found, ModuleType):
            return found
        break
    raise JobError(f"there is no {name}")
