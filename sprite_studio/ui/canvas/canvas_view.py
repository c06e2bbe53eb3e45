"""A canvas as large as its room allows, or larger, to be scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from sprite_studio.ui.canvas.pixel_canvas import PixelCanvas

MOST_ZOOM = 96
"""Device pixels a pixel."""


class CanvasView(QScrollArea):
    """Fits its canvas until a hand zooms, and again when it is asked to."""

    def __init__(self, canvas: PixelCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._fits = canvas, True
        self.setWidget(canvas)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its canvas has it
        self.setMinimumSize(200, 200)

    def fit(self) -> None:
        """The largest whole zoom at which all can be seen."""
        self._fits = True
        height, width = self._canvas.painting.shape
        ratio, room = self.devicePixelRatioF(), self.maximumViewportSize()
        zoom = min(room.width() * ratio / width, room.height() * ratio / height)
        self._canvas.set_zoom(min(max(1, int(zoom)), MOST_ZOOM))

    def zoom_by(self, steps: int) -> None:
        """Nearer, or further away: by a fifth, but at least by one device pixel a pixel."""
        self._fits = False
        zoom = self._canvas.zoom
        for _ in range(abs(steps)):
            zoom += max(1, zoom // 5) if steps > 0 else -max(1, zoom // 6)
        self._canvas.set_zoom(min(max(1, zoom), MOST_ZOOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        event.accept()
