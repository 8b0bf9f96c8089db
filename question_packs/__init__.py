"""Everything that crosses the gap between the centre and the exam room, in both directions, and its meaning.

Pure: no Qt, no database, no network. Both programs import this package; it imports neither.
"""
