"""The report of a case as one page that needs nothing else: matrix, traces, sources, and all that they lean on."""
