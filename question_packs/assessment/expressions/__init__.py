"""QTI's expressions: a tree, its values, and an evaluator that always ends. Knows nobody; needs no key."""
