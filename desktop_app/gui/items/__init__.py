"""How an item is shown and answered."""
