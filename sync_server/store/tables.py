"""The tables of the centre.

Every table that grows with an event carries `event_id` first in its primary key, so that a cluster can distribute by it
without a change of schema. Times are UTC texts (ISO 8601). Rows are added; what is updated is named at its table.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _number(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=primary_key, nullable=False, autoincrement=False)


def _bytes(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable)


# One row, raised by every change of devices or orders: tells each worker that what it remembers is old.
directory_version = Table("directory_version", metadata, _number("only", primary_key=True), _number("version"))

# A one-time token, kept as its hash. Updated once, when it is used.
enrolment_token = Table(
    "enrolment_token",
    metadata,
    _key("token_hash"),
    _text("room_id"),
    _text("room_title"),
    _text("issued_at"),
    _text("used_at", nullable=True),
    _text("device_id", nullable=True),
)

# A machine of a room: `role` is `device` (workstation) or `node`. Updated once, when it is revoked.
device = Table(
    "device",
    metadata,
    _key("device_id"),
    _text("room_id"),
    _text("name"),
    _text("verify_key"),
    _text("recipient"),
    _text("enrolled_at"),
    _text("revoked_at", nullable=True),
    Column("role", Text, nullable=False, server_default="device"),
)

# Nonces of signed requests; rows older than ten minutes are deleted.
nonce = Table("nonce", metadata, _key("device_id"), _key("nonce"), Column("seen_at", BigInteger, nullable=False, index=True))

# What the organiser wrote of an event (a JSON record). Replaced by a later publication.
event = Table("event", metadata, _key("event_id"), _bytes("record"), _text("published_at"))

# Every revision of every sitting order: the plain record and the sealed file of its room.
sitting_order = Table(
    "sitting_order",
    metadata,
    _key("event_id"),
    _key("sitting_id"),
    _number("revision", primary_key=True),
    _text("room_id"),
    _text("digest"),
    _bytes("record"),
    _bytes("sealed"),
    _text("issued_at"),
    Index("ix_sitting_order_digest", "digest"),
)

# The facts of a form's pack that scoring and documents need: its test, without any item (a JSON record).
form = Table("form", metadata, _key("event_id"), _key("pack_digest"), _bytes("record"))

# Segments exactly as they came. `receipt` (this machine's) is replaced when a newer one says more; `upstream_receipt` is the
# centre's, at a room node that forwarded the segment.
segment = Table(
    "segment",
    metadata,
    _key("event_id"),
    _key("digest"),
    _text("sitting_id"),
    _text("attempt_id"),
    _number("epoch"),
    _number("first_sequence"),
    _number("last_sequence"),
    _text("device_id"),
    Column("quarantined", Boolean, nullable=False),
    _number("log_position"),
    _text("received_at"),
    _bytes("envelope"),
    _bytes("receipt"),
    _bytes("upstream_receipt", nullable=True),
    Index("ix_segment_attempt", "event_id", "attempt_id", "epoch", "first_sequence"),
)

# Proctor acts exactly as they came, at the centre and at the room node. `receipt` is this machine's, `upstream_receipt` the
# centre's at a room node. `log_position`: leaf of the event's Merkle log.
act = Table(
    "act",
    metadata,
    _key("event_id"),
    _key("act_id"),
    _text("digest"),
    _text("sitting_id"),
    _text("kind"),
    _number("log_position"),
    _text("received_at"),
    _bytes("envelope"),
    _bytes("receipt"),
    _bytes("upstream_receipt", nullable=True),
    Index("ix_act_sitting", "event_id", "sitting_id", "log_position"),
)

# What became of an act on each workstation, at the room node. Replaced when the workstation says something newer.
act_outcome = Table(
    "act_outcome",
    metadata,
    _key("event_id"),
    _key("act_id"),
    _key("device_id"),
    _text("candidate_number"),
    _text("status"),
    _text("code"),
    _text("at"),
)

# Which workstation goes on with an attempt, at the room node. Replaced when a proctor's act moves it.
lease = Table(
    "lease",
    metadata,
    _key("event_id"),
    _key("attempt_id"),
    _text("sitting_id"),
    _text("candidate_number"),
    _text("device_id"),
    _number("epoch"),
    _text("granted_at"),
)

# Readiness certificates exactly as they came; they belong to a machine, not to an event. `forwarded_at`: the centre has it.
readiness = Table(
    "readiness",
    metadata,
    _key("device_id"),
    _key("made_at"),
    _text("room_id"),
    _bytes("envelope"),
    _text("forwarded_at", nullable=True),
)

# How far one epoch of an attempt has come; a summary of its segments, updated with each. `runs` is JSON.
attempt_epoch = Table(
    "attempt_epoch",
    metadata,
    _key("event_id"),
    _key("attempt_id"),
    _number("epoch", primary_key=True),
    _text("sitting_id"),
    _text("candidate_number"),
    _text("form"),
    _text("runs"),
    Column("final_sequence", Integer, nullable=True),
    Column("forked", Boolean, nullable=False),
    _text("updated_at"),
    Column("reopened_sequence", Integer, nullable=True),
    Index("ix_attempt_epoch_sitting", "event_id", "sitting_id"),
)

# Where each append-only log of an event stands. Its row is locked by whoever appends; updated with each.
log_head = Table("log_head", metadata, _key("event_id"), _key("log"), _number("size"), _text("head_hash"))

# The leaves of an event's Merkle log, in order.
log_leaf = Table(
    "log_leaf", metadata, _key("event_id"), _number("position", primary_key=True), _text("kind"), _text("digest")
)

# Who did what, when; chained by hashes. `event_id` is empty for acts that belong to no event.
audit_entry = Table(
    "audit_entry",
    metadata,
    _key("event_id"),
    _number("position", primary_key=True),
    _text("at"),
    _text("who"),
    _text("act"),
    _text("subject"),
    _text("detail"),
    _text("previous_hash"),
    _text("hash"),
)

# Which device's log counts in a forked attempt, and who said so.
resolution = Table(
    "resolution",
    metadata,
    _key("event_id"),
    _key("attempt_id"),
    _number("number", primary_key=True),
    _text("device_id"),
    _text("by"),
    _text("reason"),
    _text("at"),
)

# Every scoring of every attempt (a JSON record); a later one is another row.
result = Table(
    "result",
    metadata,
    _key("event_id"),
    _key("attempt_id"),
    _number("number", primary_key=True),
    _text("sitting_id"),
    _text("status"),
    _text("basis"),
    _text("scored_at"),
    _text("scored_by"),
    _bytes("record"),
    Index("ix_result_sitting", "event_id", "sitting_id"),
)
