"""Use cases of the centre: all that the API and the command line may call."""
