"""Rendering pages that only a script fills, in a browser whose every request goes through the crawl's own client."""
