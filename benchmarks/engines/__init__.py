"""The same norms and cases, judged by our engines and by others: `python benchmarks/engines/run.py`."""
