"""The grammar of sentences: what a text in English says happened, who did it, and who is said to say so.

`reader` reads a whole text: `form` cuts and parses it, `lexicon` has the cues of the vocabulary, `matching` and `roles`
hold them against a sentence, `who` tells who is meant by its words and `telling` what force it has; `propose` puts all
this together, and `look` does so for single places that another extractor has read.
"""
