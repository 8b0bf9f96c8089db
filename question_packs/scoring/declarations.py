"""QTI's declarations and response processing as the answer key keeps them: whatever must not be where the candidate is.

`QtiProcessing` is the general form: variables with their right answers and mappings, and the rules that set outcomes. Made
by importers and the builder, run by `scoring.processing`, written out again by the exporter.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import BaseType as BaseType
from question_packs.assessment.expressions.values import Cardinality as Cardinality
from question_packs.assessment.interactions import Shape


class MapEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one value is worth."""

    key: str
    value: Decimal
    case_sensitive: bool = True


class ResponseMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """QTI's mapping: points by value, a default for all others, bounds for the sum."""

    entries: tuple[MapEntry, ...]
    default: Decimal = Decimal(0)
    lower: Decimal | None = None
    upper: Decimal | None = None


class AreaEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a point inside an area is worth."""

    shape: Shape
    coords: tuple[int, ...]
    value: Decimal


class AreaMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """QTI's areaMapping. Each area counts once."""

    entries: tuple[AreaEntry, ...]
    default: Decimal = Decimal(0)
    lower: Decimal | None = None
    upper: Decimal | None = None


class ResponseDeclaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A response variable and what is right. `correct`: values in QTI's spelling; None where none is declared."""

    identifier: str
    cardinality: Cardinality
    base_type: BaseType
    correct: tuple[str, ...] | None = None
    mapping: ResponseMapping | None = None
    area_mapping: AreaMapping | None = None
    default: tuple[str, ...] | None = None


class OutcomeDeclaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An outcome variable. `external`: people set it. `lookup`: a match or interpolation table as QTI has it."""

    identifier: str
    cardinality: Cardinality = "single"
    base_type: BaseType = "float"
    default: tuple[str, ...] | None = None
    normal_minimum: Decimal | None = None
    normal_maximum: Decimal | None = None
    external: bool = False
    lookup: Node | None = None


class QtiProcessing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="qti", omit_defaults=True):
    """How an item is judged in general. The outcome `SCORE` times `weight` is its score, at most `maximum`.

    `rules`: the children of QTI's responseProcessing. `by_people`: nothing but people can judge it (an essay, a file).
    """

    responses: tuple[ResponseDeclaration, ...]
    outcomes: tuple[OutcomeDeclaration, ...]
    rules: tuple[Node, ...]
    maximum: Decimal
    weight: Decimal = Decimal(1)
    by_people: bool = False
