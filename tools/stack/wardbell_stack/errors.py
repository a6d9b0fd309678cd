class StackError(RuntimeError):
    """What happened, what it means and what to do, in words for the person at the terminal."""
