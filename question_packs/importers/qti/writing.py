"""Interactions in which one writes, slides, listens or hands in: text entry, extended text, slider, media, upload."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.assessment.expressions.patterns import check_pattern
from question_packs.assessment.html import clean_html
from question_packs.assessment.responses import FILE_KINDS, MAX_FILE_BYTES
from question_packs.errors import KnownError
from question_packs.importers.losses import at
from question_packs.importers.markup import attribute_of, whole_number
from question_packs.importers.qti.choosing import orientation_of
from question_packs.importers.qti.context import ItemContext, object_alt
from question_packs.importers.qti.names import attribute, child, children, name_of
from question_packs.importers.qti.own_marks import own, own_count, own_value
from question_packs.importers.qti.reading import classes_of, count, decimal_of, flag, needed, refuse, wrong

_LONGEST_PATTERN = 500
_STEPS = 100  # of a slider that names none
_MOST_STEPS = 1000
_UPLOAD_BYTES = 2 * 1024 * 1024


def read_text_entry(element: etree._Element, context: ItemContext) -> ia.TextEntryInteraction:
    """textEntryInteraction."""
    declaration = context.response(element, ("single",), ("string", "integer", "float"))
    if count(element, "base", 10) != 10:
        raise wrong(element, "base")
    assert declaration.base_type in ("string", "integer", "float")
    return ia.TextEntryInteraction(
        declaration.identifier,
        declaration.base_type,
        expected_length=count(element, "expected-length") or _in_class(element, "qti-input-width-"),
        pattern_mask=_pattern(element, context),
        pattern_message=str(element.get("data-patternmask-message", "")),
        placeholder=attribute(element, "placeholder-text"),
        label=attribute(element, "label") or str(element.get("aria-label", "")),
        required=flag(element, "required") or count(element, "min-strings") > 0 or own(element, "required") == "true",
    )


def read_extended_text(element: etree._Element, context: ItemContext) -> ia.ExtendedTextInteraction:
    """extendedTextInteraction with one text."""
    declaration = context.response(element, ("single",), ("string",))
    return ia.ExtendedTextInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        expected_lines=count(element, "expected-lines") or _in_class(element, "qti-height-lines-"),
        expected_length=count(element, "expected-length") or None,
        placeholder=attribute(element, "placeholder-text"),
        min_words=own_count(element, "min-words") or min(count(element, "min-strings"), 1),
        max_words=own_count(element, "max-words"),
    )


def read_slider(element: etree._Element, context: ItemContext) -> ia.SliderInteraction:
    """sliderInteraction. A slider of any number gets steps (`QTI-42`)."""
    declaration = context.response(element, ("single",), ("integer", "float"))
    assert declaration.base_type in ("integer", "float")
    lower, upper = (decimal_of(element, name) for name in ("lower-bound", "upper-bound"))
    if lower is None or upper is None or lower >= upper:
        raise wrong(element, "upper-bound", f"{needed(element, 'lower-bound')} - {needed(element, 'upper-bound')}")
    step = _step(element, context, declaration.base_type, upper - lower)
    return ia.SliderInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        lower_bound=_digits(lower),
        upper_bound=_digits(upper),
        step=_digits(step),
        base_type=declaration.base_type,
        step_labels=own_value(element, "step-labels", tuple[str, ...]) or (),
        show_steps=flag(element, "step-label"),
        orientation=orientation_of(element, "horizontal"),
        reverse=flag(element, "reverse"),
    )


def _step(element: etree._Element, context: ItemContext, base_type: str, span: Decimal) -> Decimal:
    step = decimal_of(element, "step")
    if step is None or step == 0:
        step = Decimal(1) if base_type == "integer" else round(span / _STEPS, 6)
        if base_type == "float":
            context.losses.add(element, "QTI-42", step=_digits(step))
    if step <= 0 or step > span or (base_type == "integer" and step != step.to_integral_value()):
        raise wrong(element, "step")
    if span / step > _MOST_STEPS:
        raise wrong(element, "step", f"{span} / {step}")
    return step


def read_media(element: etree._Element, context: ItemContext) -> ia.MediaInteraction:
    """mediaInteraction. What it plays stands in `object`, `audio` or `video`."""
    declaration = context.response(element, ("single",), ("integer",))
    holder = next(children(element, "object", "audio", "video"), None)
    if holder is None:
        raise refuse(element, "QTI-06", element=name_of(element), child="object, audio, video")
    least, most = count(element, "min-plays"), count(element, "max-plays")
    return recording(
        holder,
        context,
        declaration.identifier,
        prompt=context.prompt(element),
        min_plays=min(least, most) if most else least,
        max_plays=most,
        autostart=flag(element, "autostart"),
        loop=flag(element, "loop"),
    )


def recording(
    holder: etree._Element,
    context: ItemContext,
    response: str,
    *,
    prompt: str = "",
    min_plays: int = 0,
    max_plays: int = 0,
    autostart: bool = False,
    loop: bool = False,
) -> ia.MediaInteraction:
    """A player for the recording in `holder` (`object`, `audio`, `video`)."""
    source = child(holder, "source")
    address = attribute_of(holder, "data") or attribute_of(holder, "src")
    if not address and source is not None:
        address = attribute_of(source, "src")
    with at(holder):
        name, taken = context.resources.medium(address)
    if taken.kind == "picture":
        raise refuse(holder, "QTI-22", name=name)
    for loss in taken.losses:
        context.losses.take(name, loss)
    if child(holder, "track") is not None:
        context.losses.add(holder, "QTI-36", element=name_of(holder), attribute="track")
    alt = object_alt(holder) or ""
    if not alt and taken.kind == "video":
        context.losses.add(holder, "HTM-03")
    return ia.MediaInteraction(
        response_identifier=response,
        prompt=prompt,
        name=name,
        kind=taken.kind,
        width=whole_number(attribute_of(holder, "width")) or 0,
        height=whole_number(attribute_of(holder, "height")) or 0,
        alt=" ".join(alt.split()),
        min_plays=min_plays,
        max_plays=max_plays,
        autostart=autostart,
        loop=loop,
        transcript=clean_html(own(holder, "transcript")),
    )


def read_upload(element: etree._Element, context: ItemContext) -> ia.UploadInteraction:
    """uploadInteraction. Kinds of files that cannot be handed in here are a loss (`QTI-46`), all of them a refusal."""
    declaration = context.response(element, ("single",), ("file",))
    wanted = (own(element, "media-types") or attribute(element, "type")).replace(",", " ").split()
    known = tuple(each for each in FILE_KINDS if any(_is_kind(each, one) for one in wanted))
    for each in wanted:
        if not any(_is_kind(kind, each) for kind in FILE_KINDS):
            context.losses.add(element, "QTI-46", type=each[:80])
    if wanted and not known:
        raise wrong(element, "type")
    return ia.UploadInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        media_types=known,
        max_bytes=min(own_count(element, "max-bytes") or _UPLOAD_BYTES, MAX_FILE_BYTES),
    )


def _is_kind(media_type: str, wanted: str) -> bool:
    return media_type == wanted or (wanted.endswith("/*") and media_type.startswith(wanted[:-1]))


def _pattern(element: etree._Element, context: ItemContext) -> str:
    """The pattern, where it can be read; else it is left out by name (`QTI-43`)."""
    pattern = attribute(element, "pattern-mask")
    if not pattern:
        return ""
    try:
        if len(pattern) > _LONGEST_PATTERN:
            raise ValueError(pattern)
        check_pattern(pattern)
        re.compile(pattern)
    except (KnownError, ValueError, re.error, RecursionError, OverflowError):
        context.losses.add(element, "QTI-43", pattern=pattern[:100])
        return ""
    return pattern


def _in_class(element: etree._Element, prefix: str) -> int | None:
    """The number at the end of a name of the shared vocabulary."""
    for each in classes_of(element):
        number = each.removeprefix(prefix)
        if each.startswith(prefix) and number.isascii() and number.isdigit() and len(number) < 4:
            return int(number)
    return None


def _digits(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"
