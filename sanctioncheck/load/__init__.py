"""Reads rule and case files, and says where each thing in them stands."""
