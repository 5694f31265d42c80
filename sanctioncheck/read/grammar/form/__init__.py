"""The form of a text: its parts, their parse, clauses and phrases, and where the roles of a word stand."""
