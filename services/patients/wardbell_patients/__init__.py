"""The people behind a contact."""
