"""What was made here goes out again: QTI 3.0 packages and QTI results reports."""
