"""Locking the PC down for an exam, and giving it back as it was: steps with perform and revert, and watchers. No Qt."""
