"""A case as a memorandum: its blocks, and the files that they are written as."""
