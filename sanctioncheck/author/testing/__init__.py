"""The tests beside provisions: read in their short form, run, and told where a failure parts from what was wanted."""
