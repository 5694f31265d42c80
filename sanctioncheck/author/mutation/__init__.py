"""Small changes of rules, each of which some test should notice."""
