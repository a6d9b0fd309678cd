"""Starts Kafka with the settings of KAFKA_* variables, as the official image does."""

import os
import subprocess
from pathlib import Path

HOME = Path("/opt/kafka")
PROPERTIES = HOME / "server.properties"


def main() -> None:
    settings = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): value
        for name, value in os.environ.items()
        if name.startswith("KAFKA_")
    }
    PROPERTIES.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
    java = [str(HOME / "jre/bin/java"), "-Xmx512m", "-cp", f"{HOME}/jars/*"]
    if not (Path(settings["log.dirs"]) / "meta.properties").exists():
        format_ = ["format", "--cluster-id=evaluation-cluster-000", "--config", str(PROPERTIES)]
        subprocess.run([*java, "kafka.tools.StorageTool", *format_], check=True)
    os.execv(java[0], [*java, "kafka.Kafka", str(PROPERTIES)])  # noqa: S606  # what is served


main()
