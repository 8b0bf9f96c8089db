"""Web pages for people at the centre: not built yet."""
