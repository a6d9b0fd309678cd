"""How a visit was: surveys, complaints, figures."""
