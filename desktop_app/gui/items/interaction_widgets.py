"""Which widget shows which interaction. The item panel asks here; each widget's module stands alone."""

from __future__ import annotations

from desktop_app.gui.items.associate_view import AssociateView
from desktop_app.gui.items.choice_view import ChoiceList
from desktop_app.gui.items.drawing_view import DrawingView
from desktop_app.gui.items.extended_text import ExtendedText
from desktop_app.gui.items.gap_match_view import GapMatchView
from desktop_app.gui.items.graphic_associate_view import GraphicAssociateView
from desktop_app.gui.items.graphic_gap_match_view import GraphicGapMatchView
from desktop_app.gui.items.graphic_order_view import GraphicOrderView
from desktop_app.gui.items.hotspot_view import HotspotView
from desktop_app.gui.items.hottext_view import HottextView
from desktop_app.gui.items.inline_choice import InlineChoice
from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.media_view import MediaView
from desktop_app.gui.items.order_view import OrderView
from desktop_app.gui.items.position_object_view import PositionObjectView
from desktop_app.gui.items.select_point_view import SelectPointView
from desktop_app.gui.items.text_entry import TextEntry
from desktop_app.gui.items.two_forms import MatchView, SliderOrScaleView
from desktop_app.gui.items.upload_view import UploadView
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
