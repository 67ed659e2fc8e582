"""Evidence that can be handed over: where a quote stands, pictures, packages and their verification."""
