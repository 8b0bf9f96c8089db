"""Which widget shows which interaction. The item panel asks here; each widget's module stands alone."""

from __future__ import annotations

from desktop_app.gui.items.choice_view import ChoiceList
from desktop_app.gui.items.interaction_widget import InteractionWidget
from question_packs.assessment import interactions as ia

WIDGETS: dict[type, type[InteractionWidget]] = {
    ia.ChoiceInteraction: ChoiceList,
}
