"""Handing in files."""
