"""The only room that knows all stages: the command line and the bundled sample site."""
