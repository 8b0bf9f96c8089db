"""A node of QTI's processing: an operator, a rule or a literal, with its attributes and children.

The same for expressions, response rules, outcome rules and template rules: names are QTI 3.0's without the `qti-` prefix, in
kebab case (`match`, `map-response`, `response-condition`). So what was imported goes out again unchanged. What the names
mean is in `evaluate` and in `question_packs.scoring`.
"""

from __future__ import annotations

import msgspec


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`name` and `attributes` as in QTI 3.0; `text`: the character content of a literal (`base-value`)."""

    name: str
    attributes: dict[str, str] = {}
    children: tuple[Node, ...] = ()
    text: str = ""
