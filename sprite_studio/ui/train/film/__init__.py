"""The film of a run: a time machine through what it drew on its way."""
