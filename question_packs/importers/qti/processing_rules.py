"""Response processing of an item: standard templates written out, own rules checked, the key and the maximum found.

What is scored must have a key: an item whose processing lacks it is refused (`QTI-11`). An item that nothing would score,
such as a question of a survey, comes in without points, and says so (`QTI-55`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree
from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.expressions.check import walk
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.responses import limits_of
from question_packs.errors import KnownError
from question_packs.importers.losses import Losses, at
from question_packs.importers.qti.names import attribute, child, name_of
from question_packs.importers.qti.nodes import node_of
from question_packs.importers.qti.own_marks import own_decimal
from question_packs.importers.qti.reading import plain, refuse
from question_packs.importers.qti.resources import Resources
from question_packs.importers.qti.scores import SCORE, declared_maximum, worked_out_maximum
from question_packs.importers.safe_xml import parse_xml
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.key_checks import check_processing
from question_packs.scoring.rules import check_rules
from question_packs.scoring.standard import condition, literal, set_outcome, standard_rules, variable

_BY_PEOPLE = ia.ExtendedTextInteraction | ia.UploadInteraction | ia.DrawingInteraction
_NO_ANSWER = ia.MediaInteraction


@dataclass(frozen=True)
class Key:
    """What is needed to find how an item is judged. `in_clone`: a rule with the values of one clone in it."""

    item: etree._Element
    interactions: Sequence[ia.Interaction]
    responses: Mapping[str, ResponseDeclaration]
    outcomes: Mapping[str, OutcomeDeclaration]
    resources: Resources
    losses: Losses
    in_clone: Callable[[Node], Node]

    def read(self) -> QtiProcessing:
        """The item's processing, tried on no response and on the right ones."""
        element = child(self.item, "response-processing")
        rules = tuple(self.in_clone(each) for each in self._rules(element))
        place = self.item if element is None else element
        rules = self._with_score(place, rules)
        with at(place):
            check_rules(rules, "response")
        by_people = not _sets(rules, SCORE) and self._needs_people(place, rules)
        processing = QtiProcessing(
            tuple(self.responses.values()),
            tuple(self._outcomes(by_people).values()),
            rules,
            self._maximum(place, rules, by_people),
            by_people=by_people,
        )
        with at(place):
            check_processing(processing)
        if rules and not by_people:
            self._note_unjudged(place, rules)
        return processing

    def _note_unjudged(self, place: etree._Element, rules: tuple[Node, ...]) -> None:
        """Answers that no rule asks for (`QTI-45`)."""
        asked = {node.attributes.get("identifier") for rule in rules for node in walk(rule)}
        for each in self.interactions:
            if each.response_identifier not in asked and not isinstance(each, _NO_ANSWER):
                self.losses.add(place, "QTI-45", identifier=each.response_identifier)

    # --- rules

    def _rules(self, element: etree._Element | None) -> tuple[Node, ...]:
        if element is None:
            return self._rules_of_key(self.item)
        template = attribute(element, "template")
        if len(element):
            return tuple(node_of(each) for each in element)
        return self._rules_of_template(element, template) if template else self._rules_of_key(element)

    def _with_score(self, place: etree._Element, rules: tuple[Node, ...]) -> tuple[Node, ...]:
        """Where the only number that rules give has another name, it is the score (`QTI-53`)."""
        if not rules or _sets(rules, SCORE):
            return rules
        numbers = [
            name
            for name, each in self.outcomes.items()
            if each.base_type in ("integer", "float") and each.cardinality == "single" and _sets(rules, name)
        ]
        if len(numbers) != 1:
            return rules
        self.losses.add(place, "QTI-53", identifier=numbers[0])
        return (*rules, set_outcome(SCORE, variable(numbers[0])))

    def _rules_of_key(self, place: etree._Element) -> tuple[Node, ...]:
        """Without processing the key itself says what is right (`QTI-37`): every response that has one must be right."""
        outcome = self.outcomes.get(SCORE)
        if outcome is not None and outcome.external:
            return ()
        mapped = [each for each in self.responses.values() if each.mapping is not None]
        correct = [each for each in self.responses.values() if each.correct]
        if len(self.responses) == len(mapped) == 1:
            self.losses.add(place, "QTI-37", template="map_response")
            return standard_rules("map_response", mapped[0].identifier)
        if not correct:
            return ()
        self.losses.add(place, "QTI-37", template="match_correct")
        if len(correct) == 1:
            return standard_rules("match_correct", correct[0].identifier)
        matches = (
            Node("match", {}, (variable(each.identifier), Node("correct", {"identifier": each.identifier})))
            for each in correct
        )
        return (condition(Node("and", {}, tuple(matches)), (set_outcome(SCORE, literal("1")),)),)

    def _rules_of_template(self, element: etree._Element, template: str) -> tuple[Node, ...]:
        name = template.rstrip("/").rpartition("/")[2].removesuffix(".xml")
        name = {"CC2_match": "match_correct", "CC2_map_response": "map_response"}.get(name, name)
        response = self._only_response(element)
        try:
            rules = standard_rules(name, response)
        except KnownError:
            return self._rules_of_file(element, template)
        declaration = self.responses[response]
        key = {"match_correct": declaration.correct, "map_response": declaration.mapping}.get(name, declaration.area_mapping)
        if key is None and self._all_by_people():
            return ()
        if key is None and name == "map_response" and declaration.correct:
            self.losses.add(element, "QTI-54")
            return standard_rules("match_correct", response)
        if key is None:
            raise refuse(element, "QTI-11")
        return rules

    def _only_response(self, element: etree._Element) -> str:
        """Templates speak of RESPONSE; an item whose only response has another name means that one (`QTI-40`)."""
        if "RESPONSE" in self.responses:
            return "RESPONSE"
        if len(self.responses) != 1:
            raise refuse(element, "QTI-08", identifier="RESPONSE")
        only = next(iter(self.responses))
        self.losses.add(element, "QTI-40", identifier=only)
        return only

    def _rules_of_file(self, element: etree._Element, template: str) -> tuple[Node, ...]:
        """A template of the package's own; one that is nowhere to be found is refused (`QTI-15`)."""
        for address in (attribute(element, "template-location"), template):
            try:
                path = self.resources.resolved(address)
            except KnownError:
                continue
            with at(element):
                root = parse_xml(self.resources.files[path], path)
            if name_of(root) == "response-processing":
                return tuple(node_of(each) for each in root)
        raise refuse(element, "QTI-15", template=template[:200])

    # --- who judges, and for how much

    def _all_by_people(self) -> bool:
        asked = [each for each in self.interactions if not isinstance(each, _NO_ANSWER)]
        return bool(asked) and all(isinstance(each, _BY_PEOPLE) for each in asked)

    def _needs_people(self, place: etree._Element, rules: tuple[Node, ...]) -> bool:
        """Rules that set no score leave it to people, where the item says so or nobody else could judge it."""
        outcome = self.outcomes.get(SCORE)
        external = any(each.external for each in self.outcomes.values()) if outcome is None else outcome.external
        if external or self._all_by_people():
            return True
        if rules or child(self.item, "response-processing") is not None:
            raise refuse(place, "QTI-16" if rules else "QTI-11")
        self.losses.add(place, "QTI-55")
        return False

    def _outcomes(self, by_people: bool = False) -> dict[str, OutcomeDeclaration]:
        """Templates set SCORE even where nobody declared it; where people set it, it says so."""
        outcomes = {SCORE: OutcomeDeclaration(SCORE), **self.outcomes}
        return {**outcomes, SCORE: replace(outcomes[SCORE], external=True)} if by_people else outcomes

    def _maximum(self, place: etree._Element, rules: tuple[Node, ...], by_people: bool) -> Decimal:
        known = own_decimal(self.item, "maximum")
        if known is not None and (known > 0 or not rules):
            return known
        most = declared_maximum(self.outcomes)
        if (most is None or most <= 0) and by_people:
            self.losses.add(place, "QTI-38", maximum=1)
            return Decimal(1)
        if not rules and not by_people:
            return Decimal(0)
        if most is None or most <= 0:
            limits = {each.response_identifier: limits_of(each)[1] for each in self.interactions}
            most = worked_out_maximum(rules, self.responses, self._outcomes(), limits)
        if most is None:
            raise refuse(place, "QTI-18")
        if most <= 0:
            raise refuse(place, "QTI-11")
        if most >= 10**6:
            raise refuse(place, "QTI-19", what="SCORE", limit=10**6)
        return plain(most)


def with_key(
    responses: Mapping[str, ResponseDeclaration], correct: Mapping[str, tuple[str, ...]]
) -> dict[str, ResponseDeclaration]:
    """The response variables with the right answers of one clone."""
    return {name: replace(each, correct=correct.get(name, each.correct) or None) for name, each in responses.items()}


def _sets(rules: Sequence[Node], outcome: str) -> bool:
    setters = ("set-outcome-value", "lookup-outcome-value")
    return any(
        node.name in setters and node.attributes.get("identifier") == outcome for rule in rules for node in walk(rule)
    )
