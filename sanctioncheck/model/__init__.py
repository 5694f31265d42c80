"""The words of the field as frozen objects: truth, time, sources, vocabulary, facts, norms and findings."""
