"""One module per family of command-line verbs."""
