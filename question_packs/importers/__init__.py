"""Importers of other formats (QTI, Moodle XML, GIFT, Aiken, spreadsheet) into the assessment model: not built yet."""
