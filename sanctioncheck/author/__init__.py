"""The bench of those who write rules: tests beside provisions, checks, formats, comparisons."""
