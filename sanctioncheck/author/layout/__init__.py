"""One canonical layout for the files that people write: rules, tests and cases."""
