"""Results on paper: the matrix and the trace of a cell as text, Markdown, CSV and JSON, all from one result."""
