"""A draft to a QTI 3.0 content package that other systems read, and that comes in again as the same draft."""
