"""The remembering room: the types at the seams, the store, the archive and the column catalogue."""
