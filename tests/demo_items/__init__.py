"""`make demo-items`: every kind of question answered in the real window, by mouse and by keyboard, pictured and scored."""
