"""QTI 2.0, 2.1, 2.2 and 3.0: items, tests, stimuli and content packages to a `Found`."""
