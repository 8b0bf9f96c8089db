"""Pictures, formulas, recordings: what a pack may show, checked. Used by builder and importers."""
