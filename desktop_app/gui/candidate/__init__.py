"""The candidate's pages, one module each, and the flow between them."""
