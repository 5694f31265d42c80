"""The trace as a table, as text, as JSON and as Markdown."""
