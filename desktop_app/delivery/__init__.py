"""The exam engine: commands in, events out; timing and navigation. Pure: no Qt, no database, no clock of its own."""
