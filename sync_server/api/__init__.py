"""The machine interface for workstations and room nodes."""
