"""Transports (HTTPS, folder) and the syncer that empties the outbox through them."""
