"""The grammar of sentences: what a text in English says happened, who did it, and who is said to say so."""
