"""What a value of a record that comes from a workstation may be: bounded numbers, bounded texts without control characters.

A signed record can still be wrong or hostile; a number that no database can hold or a text that no report can print is
refused when it is decoded, not when somebody stores it. Used by `events`, `segments` and `enrolment`.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

_LARGEST = 2**53 - 1  # what every JSON reader and every database holds exactly

Count = Annotated[int, Meta(ge=0, le=_LARGEST)]
Signed = Annotated[int, Meta(ge=-_LARGEST, le=_LARGEST)]
Identifier = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*\Z")]
Text = Annotated[str, Meta(max_length=4000, pattern=r"^[^\x00]*\Z")]
Instant = Annotated[
    str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?(Z|\+00:00)\Z")
]
# A time, or empty. A union of `Instant` with the literal "" would hold the literal to the pattern too.
MaybeInstant = Annotated[
    str,
    Meta(pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?(Z|\+00:00))?\Z"),
]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
AttemptId = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
