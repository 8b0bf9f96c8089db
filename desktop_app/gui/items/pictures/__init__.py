"""Interactions on a picture: areas, points, objects, drawings."""
