"""`python -m wardbell_deploy image|compose-check`."""

from __future__ import annotations

import sys

from wardbell_cli.demo import NotAnswered
from wardbell_deploy import compose_check
from wardbell_deploy.engine import engine
from wardbell_deploy.image import make_image
from wardbell_deploy.shell import DeployError

DONE = {"image": make_image, "compose-check": compose_check.check}


def main() -> None:
    """Do one thing; exit 1 with a sentence if it does not work."""
    try:
        with engine() as docker:
            DONE[sys.argv[1]](docker)
    except (DeployError, NotAnswered) as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(1)
    print(f"{sys.argv[1]}: ok")


main()
