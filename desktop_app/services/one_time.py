"""Challenges and one-time codes at the pages before an exam: a proctor's yes where no network reaches this PC.

A challenge is durable until it is answered, so that a restart shows the same one; an answer is good for once.
"""

from __future__ import annotations

from desktop_app.store.attempts import SittingStore
from question_packs.records.act_codes import CodeKind, check_answer
from question_packs.records.orders import SittingOrder
from question_packs.sealing.codes import new_challenge


def challenge_of(store: SittingStore, candidate_number: str) -> str:
    """What this PC shows for a candidate; made at the first call and after each answer."""
    challenge = store.challenge(candidate_number)
    if challenge is None:
        challenge = new_challenge()
        store.keep_challenge(candidate_number, challenge)
    return challenge


def spend(
    store: SittingStore, order: SittingOrder, kind: CodeKind, candidate_number: str, typed: str, parameter: str
) -> None:
    """Take a code that answers the challenge, once (`ACT-03`, `SEA-04`)."""
    check_answer(order, kind, challenge_of(store, candidate_number), candidate_number, typed, parameter)
    store.keep_challenge(candidate_number, new_challenge())
