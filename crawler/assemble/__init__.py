"""Pages put in order: from what was read on single pages to columns, entries, portal and coverage."""
