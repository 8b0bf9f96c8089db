"""Recordings: played from memory, as often as the item allows."""
