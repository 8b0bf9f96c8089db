"""Composition root of the centre: builds every object, starts and stops them in order."""
