"""Questions in a table: XLSX, ODS and CSV, for people who write questions in an office program; and the template for it."""
