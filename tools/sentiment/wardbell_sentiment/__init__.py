"""Trains the weights by which feedback reads comments."""
