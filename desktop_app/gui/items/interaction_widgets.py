"""Which widget shows which interaction. The item panel asks here; each widget's module stands alone."""

from __future__ import annotations

from desktop_app.gui.items.choosing.choice_view import ChoiceList
from desktop_app.gui.items.choosing.hottext_view import HottextView
from desktop_app.gui.items.files.upload_view import UploadView
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.joining.associate_view import AssociateView
from desktop_app.gui.items.joining.gap_match_view import GapMatchView
from desktop_app.gui.items.joining.order_view import OrderView
from desktop_app.gui.items.media.media_view import MediaView
from desktop_app.gui.items.pictures.drawing_view import DrawingView
from desktop_app.gui.items.pictures.graphic_associate_view import GraphicAssociateView
from desktop_app.gui.items.pictures.graphic_gap_match_view import GraphicGapMatchView
from desktop_app.gui.items.pictures.graphic_order_view import GraphicOrderView
from desktop_app.gui.items.pictures.hotspot_view import HotspotView
from desktop_app.gui.items.pictures.position_object_view import PositionObjectView
from desktop_app.gui.items.pictures.select_point_view import SelectPointView
from desktop_app.gui.items.two_forms import MatchView, SliderOrScaleView
from desktop_app.gui.items.writing.extended_text import ExtendedText
from desktop_app.gui.items.writing.inline_choice import InlineChoice
from desktop_app.gui.items.writing.text_entry import TextEntry
from question_packs.assessment import interactions as ia

WIDGETS: dict[type, type[InteractionWidget]] = {
    ia.ChoiceInteraction: ChoiceList,
    ia.InlineChoiceInteraction: InlineChoice,
    ia.TextEntryInteraction: TextEntry,
    ia.ExtendedTextInteraction: ExtendedText,
    ia.HotspotInteraction: HotspotView,
    ia.SelectPointInteraction: SelectPointView,
    ia.GraphicOrderInteraction: GraphicOrderView,
    ia.GraphicAssociateInteraction: GraphicAssociateView,
    ia.GraphicGapMatchInteraction: GraphicGapMatchView,
    ia.PositionObjectInteraction: PositionObjectView,
    ia.DrawingInteraction: DrawingView,
    ia.UploadInteraction: UploadView,
    ia.HottextInteraction: HottextView,
    ia.MediaInteraction: MediaView,
    ia.OrderInteraction: OrderView,
    ia.MatchInteraction: MatchView,
    ia.AssociateInteraction: AssociateView,
    ia.GapMatchInteraction: GapMatchView,
    ia.SliderInteraction: SliderOrScaleView,
}
