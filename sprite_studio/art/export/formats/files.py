"""What a format makes."""

from typing import TypeAlias

Files: TypeAlias = dict[str, bytes]
"""Path below the folder that is exported to, with "/" between its parts → what is in the file. The
file that matters most is the first."""
