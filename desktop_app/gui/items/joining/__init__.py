"""Interactions in which things are put in order or joined to each other, without dragging."""
