"""Readers: a response becomes a PageReading."""
