"""The Cloud API as far as a hospital's sender uses it: POST messages, mark read, typing."""
