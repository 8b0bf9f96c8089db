"""Operators of logic: true, false, and NULL where what is missing could decide."""

from __future__ import annotations

from question_packs.assessment.expressions.arguments import truth_of
from question_packs.assessment.expressions.calls import Call, Operator, Values
from question_packs.assessment.expressions.values import Value, boolean


def _not(call: Call, values: Values) -> Value | None:
    truth = truth_of(call, values[0])
    return None if truth is None else boolean(not truth)


def _and(call: Call, values: Values) -> Value | None:
    truths = [truth_of(call, value) for value in values]
    if False in truths:
        return boolean(False)
    return None if None in truths else boolean(True)


def _or(call: Call, values: Values) -> Value | None:
    truths = [truth_of(call, value) for value in values]
    if True in truths:
        return boolean(True)
    return None if None in truths else boolean(False)


def _any_n(call: Call, values: Values) -> Value | None:
    least, most = call.integer("min"), call.integer("max")
    truths = [truth_of(call, value) for value in values]
    surely, perhaps = truths.count(True), truths.count(True) + truths.count(None)
    if surely > most or perhaps < least:
        return boolean(False)
    return boolean(True) if surely >= least and perhaps <= most else None


OPERATORS: dict[str, Operator] = {"not": _not, "and": _and, "or": _or, "any-n": _any_n}
