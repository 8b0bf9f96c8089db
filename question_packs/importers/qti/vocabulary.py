"""Every element and attribute of QTI 3.0, and what becomes of it here: supported, refused, or ignored with a warning.

Names have no `qti-` prefix; those of QTI 2.x are the same in camel case, except what `ONLY_IN_2` names. Tests are held to
the table before they are read (`screening`); `docs/qti-support.md` is written from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from question_packs.assessment.expressions.vocabulary import EXPRESSIONS
from question_packs.scoring.rules import ACTIONS, EXITS, Family

Fate = Literal["supported", "refused", "ignored"]
# Passed over on every element: names and notes that authoring programs keep for themselves.
PASSED_OVER = ("id", "class", "label", "dir", "role", "tool-name", "tool-version", "xmlns")
PASSED_OVER_BEGINNINGS = ("data-", "aria-")


@dataclass(frozen=True)
class Entry:
    """One element: what becomes of it, of its attributes by name, and a word about it."""

    name: str
    group: str
    fate: Fate
    supported: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    note: str = ""

    def fate_of(self, attribute: str) -> Fate:
        """What becomes of one of its attributes. One that the standard does not know is ignored."""
        known = attribute in self.supported or attribute in PASSED_OVER or attribute.startswith(PASSED_OVER_BEGINNINGS)
        return "supported" if known else "ignored"


def _group(group: str, *entries: tuple[str, str, str, str]) -> dict[str, Entry]:
    """Entries as `(name and fate sign, supported attributes, ignored attributes, note)`; sign `-` ignored, `!` refused."""
    made = (_entry(group, *each) for each in entries)
    return {each.name: each for each in made}


def _entry(group: str, name: str, supported: str, ignored: str, note: str) -> Entry:
    signs: dict[str, Fate] = {"-": "ignored", "!": "refused"}
    fate = signs.get(name[-1], "supported")
    return Entry(name.rstrip("-!"), group, fate, tuple(supported.split()), tuple(ignored.split()), note)


_TESTS = _group(
    "Tests",
    ("assessment-test", "identifier title", "", ""),
    ("test-part", "identifier navigation-mode submission-mode", "title", "a branch rule of a part is refused"),
    ("assessment-section", "identifier title visible fixed required keep-together", "", "inside another: a group"),
    ("assessment-section-ref", "identifier href", "", ""),
    ("assessment-item-ref", "identifier href category fixed required", "", ""),
    ("selection", "select with-replacement", "", "with replacement: drawn without, with a warning"),
    ("ordering", "shuffle", "", ""),
    ("adaptive-selection!", "", "", "needs a service on the network"),
    ("adaptive-engine-ref!", "identifier href", "", ""),
    ("adaptive-settings-ref!", "identifier href", "", ""),
    ("usage-data-ref!", "identifier href", "", ""),
    ("metadata-ref!", "identifier href", "", ""),
    ("weight", "identifier value", "", "the first one of an item"),
    ("variable-mapping-", "source-identifier target-identifier", "", ""),
    ("template-default-", "template-identifier", "", ""),
    ("time-limits", "min-time max-time allow-late-submission", "", "of tests, of an only part, of sections (maximum)"),
    (
        "item-session-control",
        "max-attempts show-feedback allow-review show-solution allow-comment allow-skipping validate-responses",
        "",
        "of parts and sections",
    ),
    ("pre-condition", "", "", "linear individual parts; asks for responses only"),
    ("branch-rule", "target", "", "linear individual parts; asks for responses only"),
    ("test-feedback-", "access outcome-identifier show-hide identifier title", "", "an examination shows none"),
    ("outcome-processing", "", "", "run at the centre"),
    ("rubric-block", "view use", "", "for candidates: instructions; for others: left out"),
    ("stylesheet-", "href type media title", "", "the screens have one look of their own"),
    ("catalog-info-", "", "", ""),
    ("context-declaration-", "identifier cardinality base-type", "", ""),
    ("extensions-", "", "", ""),
)

_ITEMS = _group(
    "Items",
    ("assessment-item", "identifier title adaptive time-dependent", "", "adaptive ones are refused"),
    ("assessment-stimulus", "identifier title", "", ""),
    ("assessment-stimulus-ref", "identifier href title", "", ""),
    ("item-body", "", "", ""),
    ("stimulus-body", "", "", ""),
    ("content-body", "", "", ""),
    ("modal-feedback-", "outcome-identifier show-hide identifier title", "", "an examination shows none"),
    ("feedback-block-", "outcome-identifier show-hide identifier", "", "an examination shows none"),
    ("feedback-inline-", "outcome-identifier show-hide identifier", "", "an examination shows none"),
    ("template-declaration", "identifier cardinality base-type math-variable", "param-variable", "fixed clones"),
    ("template-processing", "", "", "run when the item is brought in"),
    ("template-block", "template-identifier show-hide identifier", "", ""),
    ("template-inline", "template-identifier show-hide identifier", "", ""),
    ("printed-variable", "identifier format index delimiter", "base field mapping-indicator power-form", "of templates"),
    ("companion-materials-info", "", "", "tools of the whole section"),
    ("calculator", "", "", "basic and scientific"),
    ("calculator-type", "", "", ""),
    ("calculator-info-", "", "", ""),
    ("rule", "", "", ""),
    ("protractor-", "", "", ""),
    ("digital-material-", "label mime-type resource-icon", "", ""),
    ("physical-material-", "", "", ""),
)

_VARIABLES = _group(
    "Variables",
    ("response-declaration", "identifier cardinality base-type", "", ""),
    (
        "outcome-declaration",
        "identifier cardinality base-type normal-maximum normal-minimum external-scored",
        "view interpretation long-interpretation mastery-value variable-identifier-ref",
        "",
    ),
    ("default-value", "", "interpretation", ""),
    ("correct-response", "", "interpretation", ""),
    ("value", "base-type field-identifier", "", ""),
    ("mapping", "lower-bound upper-bound default-value", "", ""),
    ("map-entry", "map-key mapped-value case-sensitive", "", ""),
    ("area-mapping", "lower-bound upper-bound default-value", "", ""),
    ("area-map-entry", "shape coords mapped-value", "", ""),
    ("match-table", "default-value", "", ""),
    ("match-table-entry", "source-value target-value", "", ""),
    ("interpolation-table", "default-value", "", ""),
    ("interpolation-table-entry", "source-value target-value include-boundary", "", ""),
)

_INTERACTIONS = _group(
    "Interactions",
    ("prompt", "", "", ""),
    ("choice-interaction", "response-identifier max-choices min-choices shuffle orientation", "", ""),
    ("simple-choice", "identifier fixed template-identifier show-hide", "", ""),
    ("inline-choice-interaction", "response-identifier shuffle required min-choices", "", ""),
    ("inline-choice", "identifier fixed template-identifier show-hide", "", ""),
    (
        "text-entry-interaction",
        "response-identifier expected-length pattern-mask placeholder-text base required min-strings",
        "format string-identifier",
        "base 10 only",
    ),
    (
        "extended-text-interaction",
        "response-identifier expected-lines expected-length placeholder-text min-strings",
        "base max-strings pattern-mask format string-identifier",
        "",
    ),
    ("hottext-interaction", "response-identifier max-choices min-choices", "", ""),
    ("hottext", "identifier template-identifier show-hide", "", ""),
    ("order-interaction", "response-identifier shuffle min-choices max-choices orientation", "", ""),
    ("match-interaction", "response-identifier shuffle max-associations min-associations", "", ""),
    ("simple-match-set", "", "", ""),
    ("simple-associable-choice", "identifier fixed match-max match-min match-group template-identifier show-hide", "", ""),
    ("associate-interaction", "response-identifier shuffle max-associations min-associations", "", ""),
    ("gap-match-interaction", "response-identifier shuffle max-associations min-associations", "", ""),
    ("gap", "identifier required match-group template-identifier show-hide", "", ""),
    ("gap-text", "identifier match-max match-min match-group template-identifier show-hide", "", ""),
    ("gap-img", "identifier match-max match-min match-group object-label template-identifier show-hide", "top left", ""),
    ("hotspot-interaction", "response-identifier max-choices min-choices", "", ""),
    ("hotspot-choice", "identifier shape coords hotspot-label template-identifier show-hide", "", ""),
    ("select-point-interaction", "response-identifier max-choices min-choices", "", ""),
    ("graphic-order-interaction", "response-identifier max-choices min-choices", "", ""),
    ("graphic-associate-interaction", "response-identifier max-associations min-associations", "", ""),
    ("graphic-gap-match-interaction", "response-identifier max-associations min-associations", "", ""),
    (
        "associable-hotspot",
        "identifier shape coords hotspot-label match-max match-min match-group template-identifier show-hide",
        "",
        "",
    ),
    ("position-object-stage", "", "", ""),
    ("position-object-interaction", "response-identifier center-point max-choices min-choices", "", ""),
    ("slider-interaction", "response-identifier lower-bound upper-bound step step-label orientation reverse", "", ""),
    ("media-interaction", "response-identifier autostart min-plays max-plays loop", "coords", ""),
    ("drawing-interaction", "response-identifier", "", ""),
    ("upload-interaction", "response-identifier type", "", ""),
    ("end-attempt-interaction!", "response-identifier title count-attempt", "", "an examination has no hints"),
    ("custom-interaction!", "response-identifier", "", "programs of others are not run"),
    ("portable-custom-interaction!", "response-identifier custom-interaction-type-identifier module", "", "likewise"),
    ("interaction-modules!", "primary-configuration secondary-configuration", "", ""),
    ("interaction-module!", "id primary-path fallback-path", "", ""),
    ("interaction-markup!", "", "", ""),
    ("template-variable!", "template-identifier", "", ""),
    ("context-variable!", "identifier", "", ""),
)

_ACCESS = _group(
    "Accessibility catalogues",
    ("catalog-", "", "", ""),
    ("card-", "support", "", ""),
    ("card-entry-", "default", "", ""),
    ("html-content-", "", "", ""),
    ("file-href-", "mime-type", "", ""),
)

# QTI 2.x has these, QTI 3.0 has not.
ONLY_IN_2 = _group(
    "Only in QTI 2.x",
    ("info-control-", "title", "", ""),
    ("apip-accessibility-", "", "", ""),
    ("images", "", "", "pictures of a scale"),
)


def _rules() -> dict[str, Entry]:
    """Rules and expressions: what the interpreters themselves know is supported."""
    names: dict[str, Entry] = {
        "response-processing": Entry("response-processing", "Rules", "supported", ("template", "template-location"))
    }
    families: tuple[Family, ...] = ("response", "outcome", "template")
    for family in families:
        parts = ["condition", "if", "else-if", "else"] + ["processing-fragment"] * (family != "template")
        for name in [*(f"{family}-{part}" for part in parts), *ACTIONS[family], EXITS[family]]:
            names[name] = Entry(name, "Rules", "supported", ("identifier",) if name.startswith(("set-", "lookup-")) else ())
    for name, known in EXPRESSIONS.items():
        names[name] = Entry(name, "Expressions", "supported", tuple(known.attributes))
    names["custom-operator"] = Entry("custom-operator", "Expressions", "refused", note="programs of others are not run")
    return names


VOCABULARY: dict[str, Entry] = {**_TESTS, **_ITEMS, **_VARIABLES, **_INTERACTIONS, **_ACCESS, **_rules()}
UNKNOWN = Entry("", "", "ignored", note="not of QTI")


def look_up(name: str) -> Entry:
    """What becomes of an element, by its name without prefix in kebab case."""
    return VOCABULARY.get(name) or ONLY_IN_2.get(name, UNKNOWN)


def everything() -> Iterator[Entry]:
    """All entries, group by group."""
    yield from VOCABULARY.values()
    yield from ONLY_IN_2.values()
