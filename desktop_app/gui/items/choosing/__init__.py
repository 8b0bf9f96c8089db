"""Interactions in which something is chosen: options, words of a text, steps of a scale."""
