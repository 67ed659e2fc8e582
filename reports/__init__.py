"""The telling room: summaries and files made of findings."""
