"""The proctor console's screens."""
