"""Who sits here, small in the head of the exam: photo, name, number. The invigilator who walks by compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import ElidedLabel
from desktop_app.gui.widgets.portrait import portrait
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import CandidateView

_PHOTO = (36, 48)  # 3 x 4, as on the card
_WORDS_WIDTH = tokens.SPACE_12 * 4


class PersonStrip(QWidget):
    """Photo (where the order has one), name and number of the candidate."""

    def __init__(self, presentation: Presentation, candidate: CandidateView) -> None:
        super().__init__()
        self._presentation, self._candidate = presentation, candidate
        self._photo = QLabel()
        self._photo.setObjectName("person-photo")
        self._name, self._number = ElidedLabel("strong", "person-name"), ElidedLabel("small", "person-number")
        self._name.setText(candidate.name)
        self._number.setText(candidate.candidate_number)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._number)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._photo)
        self._row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._photo.setVisible(candidate.photo is not None)

    def refresh(self) -> None:
        """Take language, colours and size in use."""
        scale = self._presentation.frame_scale
        size = QSize(*(px(side, scale) for side in _PHOTO))
        self._photo.setPixmap(portrait(self._candidate, size, self._presentation.palette, self.devicePixelRatioF()))
        self._photo.setAccessibleName(self._presentation.say("Foto {name}", name=self._candidate.name))
        self._row.setSpacing(px(tokens.SPACE_2, scale))
        photo = size.width() + self._row.spacing() if self._candidate.photo is not None else 0
        # Names give way to the place and the time: at high zoom less of a long name is seen.
        self.setFixedWidth(photo + _WORDS_WIDTH)
