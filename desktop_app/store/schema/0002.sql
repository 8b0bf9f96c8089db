-- Proctor acts of the sitting in the order in which they came; `settled`: nothing is left to do for it on this PC.
CREATE TABLE act (
    place INTEGER PRIMARY KEY,
    act_id TEXT NOT NULL UNIQUE,
    envelope BLOB NOT NULL,
    settled INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The room node that countersigned the segment: it is held in the room, and still waits for the centre's receipt.
ALTER TABLE segment ADD COLUMN held_by TEXT;
