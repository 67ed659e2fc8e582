"""The finding-out room: pure functions from records to facts, without a word of judgement."""
