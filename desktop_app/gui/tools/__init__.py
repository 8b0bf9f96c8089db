"""What a candidate may use beside an item: calculators, ruler, marks, notes, documents, reading aloud."""
