"""Checks of rules that load: each a small class with a code, a way to find its fault, and a page that explains it."""
