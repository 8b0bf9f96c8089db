"""Fuzzing of everything that reads what strangers wrote: importers, media, processing rules, patterns.

`python -m tests.fuzz --help` says how to run it; a short fixed run is part of the tests.
"""
