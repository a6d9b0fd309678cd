"""`make image`: the one image, from the Dockerfile."""

from __future__ import annotations

from wardbell_cli.environment import ROOT
from wardbell_deploy.engine import Engine
from wardbell_deploy.shell import DeployError, step
from wardbell_deploy.standins import PYTHON, obtain

IMAGE = "wardbell:local"


def make_image(engine: Engine) -> None:
    """Build and try it: it runs as nobody's user and knows its services."""
    if not obtain(engine, PYTHON):
        raise DeployError(f"{PYTHON} can neither be pulled nor made here")
    started = step(f"building {IMAGE}")
    engine.docker("build", "--network", "host", "--quiet", "--tag", IMAGE, ROOT)
    step(IMAGE, started)
    said = engine.docker("run", "--rm", "--network", "none", IMAGE, "run", "--help")
    if "scheduling" not in said:
        raise DeployError(f"the image knows no services:\n{said}")
