"""The centre's use cases: all that the commands and the machine interface may call."""
