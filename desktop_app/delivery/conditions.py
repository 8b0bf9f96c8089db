"""Whether a preCondition or branchRule holds for an attempt, from its responses alone.

There is no answer key and no score on a workstation: a condition may ask for responses (`ITEM.RESPONSE`) and for how many
items were presented or answered. Whatever else a condition asks for, importers refused by name. Used by `navigation`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from desktop_app.delivery.form import Form, Place
from question_packs.assessment.expressions import evaluate
from question_packs.assessment.expressions.calls import Call, Operator, Values, unknown_variable
from question_packs.assessment.expressions.subsets import is_meant
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import Value, number, parse_values
from question_packs.assessment.ordering import groups_around
from question_packs.assessment.responses import shape_of
from question_packs.errors import KnownError
from question_packs.records.attempt_state import AttemptState


def holds(form: Form, state: AttemptState, condition: Node) -> bool:
    """Whether a condition is true. One that cannot be evaluated is not: nobody is stopped in the middle of an exam by it."""
    try:
        return evaluate.holds(condition, _Answers(form, state))
    except KnownError:
        return False


@dataclass(frozen=True)
class _Answers:
    """The environment in which conditions are evaluated."""

    form: Form
    state: AttemptState

    def variable(self, node: Node) -> Value | None:
        """The response that `ITEM.RESPONSE` names; NULL where nothing was answered or the form has no such item."""
        name = node.attributes.get("identifier", "")
        item, _, response_identifier = name.rpartition(".")
        if not item:
            raise unknown_variable(name)
        response = self.state.responses.get(item, {}).get(response_identifier)
        if response is None:
            return None
        interaction = self.form.item(item).interaction(response_identifier)
        if interaction is None:
            raise unknown_variable(name)
        cardinality, base_type = shape_of(interaction)
        return parse_values(response, base_type, cardinality)

    def operators(self) -> Mapping[str, Operator]:
        """Counting items is all that only a test's conditions can do."""
        return {"number-presented": self._presented, "number-responded": self._responded}

    def _presented(self, call: Call, _: Values) -> Value | None:
        return self._count(call, self.state.shown)

    def _responded(self, call: Call, _: Values) -> Value | None:
        return self._count(call, self.state.responses.keys())

    def _count(self, call: Call, items: Collection[str]) -> Value:
        return number(sum(place.item in items and _is_meant(call, place) for place in self.form.places))


def _is_meant(call: Call, place: Place) -> bool:
    return is_meant(call, groups_around(place.section, place.ref), place.ref.categories)
