"""Interactions in the lines of a text and longer texts: lists, short fields, essays."""
