"""Two revisions of a pack: what was changed in the rules, and which past conclusions that changes."""
