"""An exam day in which everything goes wrong, as `make demo-room` shows it: real programs, a real console, a room of 40."""
