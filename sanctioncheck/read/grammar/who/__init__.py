"""Who is meant by the words of a text: States by every name, bodies, groups, and whoever a pronoun goes back to."""
