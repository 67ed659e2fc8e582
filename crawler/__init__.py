"""The observing room: one spider, its frontier, and the readers that turn a response into records."""
