"""The assessment model in QTI's terms: what a test, a section, an item and an interaction are. Knows nobody."""
