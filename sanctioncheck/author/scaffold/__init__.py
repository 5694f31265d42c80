"""Begins what a pack still lacks: files that load and pass their tests, with the questions left to answer."""
