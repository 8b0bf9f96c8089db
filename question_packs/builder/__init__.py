"""The author's side: source folder to findings, and to question pack, answer-key file and pack-key file."""
