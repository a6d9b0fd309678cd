"""Message templates: what may be defined, which ones there are, what a filled-in one says."""
