"""Keeps what the JVM finds out at every start, so that the next starts need not."""

import sys
import tempfile
from pathlib import Path

from wardbell_stack.folder import DataFolder
from wardbell_stack.java import find_java
from wardbell_stack.kafka import Kafka, aot_archive


def prepare() -> None:
    """Make the archive unless it is there: some 8 s, mostly Java's, and 65 MB of disk."""
    archive = aot_archive(find_java())
    if archive is None or archive.exists():
        return
    print("Preparing Kafka for quick starts", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(dir=archive.parent, prefix="preparing-") as temporary:
        folder = DataFolder(Path(temporary) / "data")
        folder.lock()
        kafka = Kafka(folder, port=None, grace_seconds=120)
        making = Path(temporary) / "archive"
        try:
            kafka.start(f"-XX:AOTCacheOutput={making}")
        finally:
            kafka.stop()  # Java writes the archive on its way out
            folder.unlock()
        making.replace(archive)
