"""IATI activity files (iatistandard.org), versions 1.01 to 2.03, into the rows that a CSV file gives.

    table = iati.read(data)

Both forms of the standard are read by the same words: what 2.0x says in narratives and codes, 1.0x says in plain
text and words. Budgets, transactions, results and contacts are left alone.
"""

from initiatives.imports.iati.reading import is_xml, read

__all__ = ["is_xml", "read"]
