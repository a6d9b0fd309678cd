"""Everything that our processes import, for the process that they are forked from. Runs nothing."""

import gc
import sys
from importlib import import_module
from importlib.metadata import entry_points

for module in ("wardbell_cli.main", "wardbell_simulator.__main__"):
    import_module(module)
    del sys.modules[module]  # run by each process as its own; what it imports stays
for group in ("wardbell.processes", "wardbell.commands", "wardbell.people"):
    for point in entry_points(group=group):
        point.load()

# What is here stays, shared by all: a collector that walks through it would have it copied.
gc.collect()
gc.freeze()
