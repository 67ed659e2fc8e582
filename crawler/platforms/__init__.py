"""One small module a publishing platform: how its lists, paging and metadata look."""
