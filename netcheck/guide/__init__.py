"""The guide: educational topics, one Markdown page each.

In come the texts of pages; out come topics with their sources.
Touches nothing but the pages that are installed with the program.
"""
