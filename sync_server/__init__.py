"""The centre: enrols, publishes, ingests, scores and prints."""
