-- Proctor acts of the sitting in the order in which they came.
CREATE TABLE act (
    place INTEGER PRIMARY KEY,
    act_id TEXT NOT NULL UNIQUE,
    envelope BLOB NOT NULL
) STRICT;

-- For this candidate nothing is left to do for this act on this PC.
CREATE TABLE settled_act (
    act_id TEXT NOT NULL,
    candidate_number TEXT NOT NULL,
    PRIMARY KEY (act_id, candidate_number)
) STRICT, WITHOUT ROWID;

-- What this screen shows for a one-time code; gone once it was answered.
CREATE TABLE challenge (
    candidate_number TEXT PRIMARY KEY,
    challenge TEXT NOT NULL
) STRICT;

-- The attempt goes on at another PC; here nothing is recorded any more.
ALTER TABLE attempt ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;

-- The room node that countersigned the segment: it is held in the room, and still waits for the centre's receipt.
ALTER TABLE segment ADD COLUMN held_by TEXT;
