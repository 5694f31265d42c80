"""What a program or a notebook can ask: the verbs `load_pack`, `load_case`, `assess`, `explain` and `whatif`."""
