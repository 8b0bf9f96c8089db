"""Use cases and view models of the proctor console: all that its pages may call. No Qt."""
