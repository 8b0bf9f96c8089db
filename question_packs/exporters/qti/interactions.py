"""Every interaction as its element of QTI 3.0, attribute by attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.exporters.qti.elements import OWN, Value, html, qti, set_attributes
from question_packs.exporters.qti.texts import fill
from question_packs.strict_json import encode

Attributes = dict[str, Value]
# An attribute holds no address that anybody would follow: a picture of a transcript stands there in words.
_PICTURE = re.compile(r'<img src="pack:[^"]*" alt="([^"]*)"[^>]*>')


@dataclass(frozen=True)
class InteractionWriter:
    """Writes the interactions of one file. `media`: the address of the media's folder; `media_types`: by their names.

    `declared`: the response variables of the item. A recording that has none is no interaction but a part of the text.
    """

    media: str
    media_types: dict[str, str]
    declared: frozenset[str]

    def inline(self, interaction: ia.InlineInteraction) -> etree._Element:
        """An interaction inside a line of text."""
        if isinstance(interaction, ia.InlineChoiceInteraction):
            return self._inline_choice(interaction)
        return _text_entry(interaction)

    def block(self, interaction: ia.BlockInteraction) -> list[etree._Element]:
        """The element of a block interaction; for objects on a stage, also the question that stands above it."""
        match interaction:
            case ia.PositionObjectInteraction():
                return self._position_object(interaction)
            case ia.MediaInteraction() if interaction.response_identifier not in self.declared:
                return [self._recording(interaction)]
        element = qti(f"{_names(interaction)}-interaction", {"response-identifier": interaction.response_identifier})
        if interaction.prompt:
            element.append(self._text(qti("prompt"), interaction.prompt))
        set_attributes(element, _attributes(interaction))
        self._content(element, interaction)
        return [element]

    def _text(self, holder: etree._Element, text: str, *, blocks: bool = False) -> etree._Element:
        return fill(holder, text, self.media, blocks=blocks)

    def _content(self, element: etree._Element, interaction: ia.BlockInteraction) -> None:
        match interaction:
            case ia.ChoiceInteraction() | ia.OrderInteraction():
                element.extend(self._simple_choices(interaction.simple_choices))
            case ia.HottextInteraction():
                self._text(element, interaction.content, blocks=True)
            case ia.MatchInteraction():
                for choices in (interaction.sources, interaction.targets):
                    element.append(qti("simple-match-set", children=self._associable(choices)))
            case ia.AssociateInteraction():
                element.extend(self._associable(interaction.choices))
            case ia.GapMatchInteraction():
                element.extend(self._gap_choice(each) for each in interaction.choices)
                places = {f"gap:{gap.identifier}": lambda gap=gap: _gap(gap) for gap in interaction.gaps}
                fill(element, interaction.content, self.media, places, blocks=True)
            case ia.MediaInteraction():
                element.append(self._recording(interaction))
            case _:
                self._on_picture(element, interaction)

    def _on_picture(self, element: etree._Element, interaction: ia.BlockInteraction) -> None:
        match interaction:
            case ia.SelectPointInteraction() | ia.DrawingInteraction():
                element.append(self._picture(interaction.picture))
            case ia.HotspotInteraction() | ia.GraphicOrderInteraction():
                element.append(self._picture(interaction.picture))
                element.extend(qti("hotspot-choice", _area(each)) for each in interaction.hotspots)
            case ia.GraphicAssociateInteraction():
                element.append(self._picture(interaction.picture))
                element.extend(_associable_hotspots(interaction.hotspots))
            case ia.GraphicGapMatchInteraction():
                element.append(self._picture(interaction.picture))
                element.extend(self._gap_choice(each) for each in interaction.choices)
                element.extend(_associable_hotspots(interaction.hotspots))

    # --- options

    def _simple_choices(self, choices: Iterable[ia.SimpleChoice]) -> Iterable[etree._Element]:
        for each in choices:
            yield self._text(qti("simple-choice", {"identifier": each.identifier, "fixed": each.fixed}), each.content)

    def _associable(self, choices: Iterable[ia.AssociableChoice]) -> Iterable[etree._Element]:
        for each in choices:
            attributes = {"fixed": each.fixed, **_joining(each)}
            yield self._text(qti("simple-associable-choice", attributes), each.content)

    def _gap_choice(self, choice: ia.AssociableChoice) -> etree._Element:
        """A piece for a gap: a picture where it is nothing else, or a text."""
        attributes = {**_joining(choice), f"{OWN}fixed": choice.fixed or None}
        text = self._text(qti("gap-text", attributes), choice.content)
        if len(text) == 1 and etree.QName(text[0]).localname == "img" and not text.text and not text[0].tail:
            return qti("gap-img", attributes, [text[0]])
        return text

    def _inline_choice(self, interaction: ia.InlineChoiceInteraction) -> etree._Element:
        attributes: Attributes = {
            "response-identifier": interaction.response_identifier,
            "shuffle": interaction.shuffle,
            "required": interaction.required,
            "min-choices": int(interaction.required),
            "label": interaction.label,
        }
        element = qti("inline-choice-interaction", attributes)
        for each in interaction.inline_choices:
            choice = qti("inline-choice", {"identifier": each.identifier, "fixed": each.fixed})
            choice.text = each.content
            element.append(choice)
        return element

    # --- pictures and recordings

    def _picture(self, picture: ia.Picture) -> etree._Element:
        attributes: Attributes = {"src": self.media + quote(picture.name), "width": picture.width, "height": picture.height}
        element = html("img", attributes)
        element.set("alt", picture.alt)
        return element

    def _position_object(self, interaction: ia.PositionObjectInteraction) -> list[etree._Element]:
        """A stage of its own for each kind of object; QTI has no place for a prompt in it, so it stands above."""
        attributes: Attributes = {
            "response-identifier": interaction.response_identifier,
            "center-point": " ".join(map(str, interaction.centre)),
            "max-choices": interaction.max_choices,
            "min-choices": interaction.min_choices,
        }
        inside = qti("position-object-interaction", attributes, [self._picture(interaction.movable)])
        stage = qti("position-object-stage", children=[self._picture(interaction.picture), inside])
        if not interaction.prompt:
            return [stage]
        return [self._text(html("div", {f"{OWN}element": "prompt"}), interaction.prompt), stage]

    def _recording(self, media: ia.MediaInteraction) -> etree._Element:
        """`audio` and `video`; a sound with a size (its player's) is an `object`, the only element that can have one."""
        address, media_type = self.media + quote(media.name), self.media_types.get(media.name, "")
        size: Attributes = {"width": media.width or None, "height": media.height or None}
        transcript: Attributes = {f"{OWN}transcript": _PICTURE.sub(r"\1", media.transcript)}
        if media.kind == "audio" and (media.width or media.height):
            element = html("object", {"data": address, "type": media_type, **size, **transcript})
            element.text = media.alt or None
            return element
        source = html("source", {"src": address, "type": media_type})
        source.tail = media.alt or None
        return html(media.kind, {**size, **transcript, "controls": True}, [source])


def _names(interaction: ia.BlockInteraction) -> str:
    """`graphic-order` of GraphicOrderInteraction."""
    name = type(interaction).__name__.removesuffix("Interaction")
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name).removeprefix("-")


def _attributes(interaction: ia.BlockInteraction) -> Attributes:
    match interaction:
        case ia.ChoiceInteraction():
            orientation: Attributes = {"shuffle": interaction.shuffle, "orientation": interaction.orientation}
            return {**orientation, "max-choices": interaction.max_choices, "min-choices": interaction.min_choices}
        case ia.OrderInteraction():
            orientation = {"shuffle": interaction.shuffle, "orientation": interaction.orientation}
            return {**orientation, **_choices_of_all(interaction)}
        case ia.GraphicOrderInteraction():
            return _choices_of_all(interaction)
        case ia.HottextInteraction() | ia.HotspotInteraction() | ia.SelectPointInteraction():
            return {"max-choices": interaction.max_choices, "min-choices": interaction.min_choices}
        case ia.MatchInteraction():
            is_grid = interaction.presentation == "grid"
            shown: Attributes = {"class": "qti-match-tabular"} if is_grid else {f"{OWN}presentation": "pairs"}
            return {"shuffle": interaction.shuffle, **_associations(interaction), **shown}
        case ia.AssociateInteraction() | ia.GapMatchInteraction():
            return {"shuffle": interaction.shuffle, **_associations(interaction)}
        case ia.GraphicGapMatchInteraction():
            return {f"{OWN}shuffle": interaction.shuffle or None, **_associations(interaction)}
        case ia.GraphicAssociateInteraction():
            return _associations(interaction)
    return _written(interaction)


def _written(interaction: ia.BlockInteraction) -> Attributes:
    """Attributes of what is written, slid, played or handed in."""
    match interaction:
        case ia.ExtendedTextInteraction():
            return {
                "expected-lines": interaction.expected_lines,
                "expected-length": interaction.expected_length,
                "placeholder-text": interaction.placeholder,
                "min-strings": 1 if interaction.min_words else None,
                f"{OWN}min-words": interaction.min_words or None,
                f"{OWN}max-words": interaction.max_words or None,
            }
        case ia.SliderInteraction():
            labels = encode(interaction.step_labels).decode() if interaction.step_labels else None
            return {
                "lower-bound": interaction.lower_bound,
                "upper-bound": interaction.upper_bound,
                "step": interaction.step,
                "step-label": interaction.show_steps,
                "orientation": interaction.orientation,
                "reverse": interaction.reverse,
                f"{OWN}step-labels": labels,
            }
        case ia.MediaInteraction():
            return {
                "autostart": interaction.autostart,
                "loop": interaction.loop,
                "min-plays": interaction.min_plays,
                "max-plays": interaction.max_plays,
            }
        case ia.UploadInteraction():
            # One kind is all that the attribute may hold.
            types = interaction.media_types
            return {
                "type": types[0] if len(types) == 1 else None,
                f"{OWN}media-types": " ".join(types) if len(types) > 1 else None,
                f"{OWN}max-bytes": interaction.max_bytes,
            }
        case _:
            return {}


def _text_entry(interaction: ia.TextEntryInteraction) -> etree._Element:
    attributes: Attributes = {
        "response-identifier": interaction.response_identifier,
        "expected-length": interaction.expected_length,
        "pattern-mask": interaction.pattern_mask,
        "data-patternmask-message": interaction.pattern_message,
        "placeholder-text": interaction.placeholder,
        "label": interaction.label,
        f"{OWN}required": interaction.required or None,
    }
    return qti("text-entry-interaction", attributes)


def _choices_of_all(interaction: ia.OrderInteraction | ia.GraphicOrderInteraction) -> Attributes:
    """Without limits an order names every option; QTI says so by leaving them out."""
    return {"min-choices": interaction.min_choices or None, "max-choices": interaction.max_choices or None}


def _associations(
    interaction: ia.MatchInteraction
    | ia.AssociateInteraction
    | ia.GapMatchInteraction
    | ia.GraphicAssociateInteraction
    | ia.GraphicGapMatchInteraction,
) -> Attributes:
    return {"max-associations": interaction.max_associations, "min-associations": interaction.min_associations}


def _joining(choice: ia.AssociableChoice | ia.Hotspot) -> Attributes:
    return {
        "identifier": choice.identifier,
        "match-max": choice.match_max,
        "match-min": choice.match_min or None,
        "match-group": " ".join(choice.match_group),
    }


def _gap(gap: ia.Gap) -> etree._Element:
    match_group = " ".join(gap.match_group)
    return qti("gap", {"identifier": gap.identifier, "required": gap.required or None, "match-group": match_group})


def _area(hotspot: ia.Hotspot) -> Attributes:
    coords = ",".join(map(str, hotspot.coords)) or "0,0,0,0"  # QTI wants some, though the shape `default` needs none
    return {
        "identifier": hotspot.identifier,
        "shape": hotspot.shape,
        "coords": coords,
        "hotspot-label": hotspot.label,
    }


def _associable_hotspots(hotspots: Iterable[ia.Hotspot]) -> Iterable[etree._Element]:
    return (qti("associable-hotspot", {**_joining(each), **_area(each)}) for each in hotspots)
