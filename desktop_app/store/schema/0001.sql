-- The store of one sitting on one workstation, version 1.
CREATE TABLE sitting (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    sitting_id TEXT NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Identities of the packs that the opening code opened, so that a restarted PC goes on by itself. Gone when the sitting closes.
CREATE TABLE opened_pack (
    pack_digest TEXT PRIMARY KEY,
    identity TEXT NOT NULL
) STRICT;

CREATE TABLE sign_in_failure (
    candidate_number TEXT PRIMARY KEY,
    failures INTEGER NOT NULL
) STRICT;

-- `elapsed_ms` and `ticked_wall_ms`: the last durable tick.
CREATE TABLE attempt (
    attempt_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    candidate_number TEXT NOT NULL,
    form TEXT NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    ticked_wall_ms INTEGER NOT NULL,
    submitted INTEGER NOT NULL DEFAULT 0,
    reached INTEGER NOT NULL DEFAULT -1,
    completed_at TEXT
) STRICT;

CREATE TABLE event (
    attempt_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    line BLOB NOT NULL,
    PRIMARY KEY (attempt_id, epoch, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    digest TEXT PRIMARY KEY,
    attempt_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL,
    envelope BLOB NOT NULL,
    receipt BLOB
) STRICT;

-- Every event that no receipt covers yet. `segment` is set once it was cut into one.
CREATE TABLE outbox (
    attempt_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    segment TEXT REFERENCES segment (digest),
    PRIMARY KEY (attempt_id, epoch, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (
    attempt_id TEXT PRIMARY KEY,
    envelope BLOB NOT NULL
) STRICT;
