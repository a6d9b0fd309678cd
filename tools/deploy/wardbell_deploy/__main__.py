"""`python -m wardbell_deploy image|compose-check|k8s-check|generate|strimzi-lock`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from wardbell_cli.demo import NotAnswered
from wardbell_deploy import compose_check, dashboards, image, k8s_check, strimzi
from wardbell_deploy.engine import Engine, engine
from wardbell_deploy.shell import DeployError
from wardbell_stack import StackError


def main() -> None:
    """Do one thing; exit 1 with a sentence if it does not work."""
    what = sys.argv[1]
    try:
        DONE[what]()
    except (DeployError, NotAnswered, StackError) as wrong:
        print(wrong, file=sys.stderr)
        sys.exit(1)
    print(f"{what}: ok")


def _docker(do: Callable[[Engine], None]) -> Callable[[], None]:
    def with_engine() -> None:
        with engine() as docker:
            do(docker)

    return with_engine


def _generate() -> None:
    strimzi.TOPICS.write_text(strimzi.topics_yaml())
    dashboards.write()


DONE: dict[str, Callable[[], object]] = {
    "image": _docker(image.make_image),
    "compose-check": _docker(compose_check.check),
    "k8s-check": k8s_check.check,
    "generate": _generate,
    "strimzi-lock": strimzi.write_lock,
}
main()
