"""Use cases of the workstation: all that the GUI may call. No Qt."""
