"""Small pictures of a model's words, drawn in the background for whoever shows them."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from sprite_studio.studio.jobs.base import Images
from sprite_studio.studio.jobs.models import ModelSummary
from sprite_studio.studio.jobs.word_pictures import WordPicture, WordPicturesJob
from sprite_studio.ui.work.job_client import JobClient
from sprite_studio.ui.work.turns import Urgency
from sprite_studio.ui.work.worker import Failure, Ticket


class WordPictures(QObject):
    """Those of one model at a time. They never come before a drawing that somebody waits for.

    Signals:
        arrived(str): the pictures of a word are there.
    """

    arrived = Signal(str)

    def __init__(self, jobs: JobClient, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._model: ModelSummary | None = None
        self._there: dict[str, Images] = {}
        self._wanted: list[str] = []  # and not there yet, the most urgent first
        self._ticket: Ticket | None = None

    def of(self, word: str) -> Images | None:
        """(N, 16, 16, 4) of a word, if they have come."""
        return self._there.get(word)

    def want(self, model: ModelSummary, words: Iterable[str]) -> None:
        """Have these drawn before all that was asked for earlier; of another model, instead."""
        self._turn_to(model)
        new = [word for word in dict.fromkeys(words) if word not in self._there]
        wanted = [*new, *(word for word in self._wanted if word not in new)]
        if wanted == self._wanted and self._jobs.is_open(self._ticket):
            return
        self._wanted = wanted
        if self._ticket is not None:
            self._ticket.cancel()
        self._send()

    def put(self, model: ModelSummary, word: str, images: Images) -> None:
        """What a model has drawn of a word elsewhere."""
        self._turn_to(model)
        self._there[word] = images
        self.arrived.emit(word)

    def _turn_to(self, model: ModelSummary) -> None:
        """Forget what is not its."""
        before, self._model = self._model, model
        if before is None:
            return
        if model.untaught != before.untaught:
            self._there, self._wanted = {}, []
        elif model.taught is None:  # it was let go of, and knows what it knew
            self._model = before
        else:
            for word in set(before.taught or ()) - set(model.taught):
                self._there.pop(word, None)  # another may be called so one day

    def _send(self) -> None:
        self._ticket = None
        if self._model is not None and self._wanted:
            job = WordPicturesJob(self._model.name, tuple(self._wanted))
            self._ticket = self._jobs.send(
                job,
                lambda _: self._end(),
                self._on_picture,
                failed=self._on_failed,
                urgency=Urgency.BACKGROUND,
            )

    def _on_picture(self, picture: WordPicture) -> None:
        self._there[picture.word] = picture.images
        if picture.word in self._wanted:
            self._wanted.remove(picture.word)
        self.arrived.emit(picture.word)

    def _on_failed(self, failure: Failure) -> None:
        """The worker has written it down; words are shown without pictures."""
        self._end()

    def _end(self) -> None:
        self._wanted = []  # a word that the model does not know has none
