"""Kills the real workstation process, again and again, and counts what was shown as saved and is missing: none."""
