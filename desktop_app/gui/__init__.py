"""The screens. Qt lives here and in app.py alone."""
