"""Importers: QTI, Moodle XML, GIFT, Aiken, spreadsheet -> drafts, with a report that names every loss.

`sources.open_source` reads whatever an author has; each format has its own module or package. Every item ends as imported,
imported with loss, or refused, and one bad item never stops the others.
"""
