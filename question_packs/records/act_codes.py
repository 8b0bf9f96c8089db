"""One-time codes: a proctor's yes for one workstation that no network reaches.

The workstation shows a challenge; the proctor's console answers it with a code for one kind of act, one parameter and this
sitting only. Both hold the order's `act_secret`; the candidate holds neither. Used by the workstation's services, to check,
and by the console's, to make.
"""

from __future__ import annotations

import hmac
from typing import Literal, get_args

from question_packs.errors import KnownError
from question_packs.records.orders import SittingOrder
from question_packs.sealing import codes

CodeKind = Literal[
    "start", "resume", "grant_time", "transfer", "release_sign_in", "return", "unlock", "force_submit", "admit_late",
    "credit_outage",
]  # fmt: skip
CODE_KINDS: tuple[CodeKind, ...] = get_args(CodeKind)


def answer_challenge(order: SittingOrder, kind: CodeKind, challenge: str, candidate: str, parameter: str = "") -> str:
    """The code that allows `kind` for one candidate. Mistyped challenge: `SEA-04`.

    `parameter`: minutes for `grant_time` and `credit_outage`, `full` or `remaining` for `admit_late`, else empty.
    """
    normalised = codes.normalise_code(challenge, codes.CHALLENGE_LENGTH)
    return codes.one_time_code(order.act_secret, order.sitting_id, kind, normalised, candidate, parameter)


def check_answer(
    order: SittingOrder, kind: CodeKind, challenge: str, candidate: str, typed: str, parameter: str = ""
) -> None:
    """Whether `typed` answers the challenge this workstation shows; else `ACT-03` (or `SEA-04`, mistyped)."""
    code = codes.normalise_code(typed, codes.ONE_TIME_LENGTH)
    expected = answer_challenge(order, kind, challenge, candidate, parameter)
    if not order.act_secret or not hmac.compare_digest(code, expected):
        raise KnownError("ACT-03")
