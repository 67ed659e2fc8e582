"""Workbooks people print and fill in."""
