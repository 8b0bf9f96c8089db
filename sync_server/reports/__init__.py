"""Documents on paper: the only home of reportlab."""
