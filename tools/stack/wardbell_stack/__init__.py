"""A real Kafka and a real Postgres for development, demo and tests, without Docker or root."""

from wardbell_stack.environment import Addresses, stack_from_environment
from wardbell_stack.errors import StackError
from wardbell_stack.stack import Stack

__all__ = ["Addresses", "Stack", "StackError", "stack_from_environment"]
