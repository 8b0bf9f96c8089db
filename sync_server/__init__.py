"""The centre: enrols workstations, publishes sittings, takes in attempts, scores and prints."""

__version__ = "0.1.0"
