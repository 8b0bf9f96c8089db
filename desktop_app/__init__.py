"""The program on exam-room PCs: the candidate kiosk. Works with no network at all."""
