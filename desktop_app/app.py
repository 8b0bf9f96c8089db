"""Composition root of the workstation program: builds every object, starts and stops them in order."""
