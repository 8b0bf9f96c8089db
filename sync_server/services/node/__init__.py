"""What the sync server does besides when it runs as a room node: on the proctor's PC, for one room."""
