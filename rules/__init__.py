"""The judging room: rules as data, decided by durable-rules, told to nobody but through findings."""
