"""`python -m wardbell_faults.sending.struck … run sender`: kill -9 at one await of the send path.

`at WHEN HIT POINT` ends the process at the HIT-th time at a point: `during` the await, once it has
given up the processor, or `after` it. `count FILE` writes how often which point was passed. For
tests: the product has no such switch, its code is rewritten as it is loaded.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from multiprocessing.util import Finalize
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

SENDER = "wardbell_sender"
RUNTIME = {
    f"wardbell_runtime.{module}"
    for module in ("batch", "inbox", "locks", "outbox", "running", "tx")
}
"""Where a message's way leads through, beside the sender itself."""
ENTERED, LEFT = " (entered)", " (left)"
"""What of an `async with` is awaited."""


def points() -> list[str]:
    """Every await of the send path, as `module.function: expression`."""
    found: list[str] = []
    for name in sorted(RUNTIME | _modules_of(SENDER)):
        spec = PathFinder.find_spec(name, _path_of(name.partition(".")[0]))
        assert spec is not None  # noqa: S101
        assert spec.origin is not None  # noqa: S101
        watching = _Watching(name)
        watching.visit(ast.parse(Path(spec.origin).read_bytes()))
        found += watching.points
    return list(dict.fromkeys(found))


def _path_of(package: str) -> Sequence[str]:
    spec = sys.modules.get(package) or __import__(package)
    return list(spec.__path__)


def _modules_of(package: str) -> set[str]:
    return {
        f"{package}.{file.stem}"
        for folder in _path_of(package)
        for file in Path(folder).glob("*.py")
    }


class _Watching(ast.NodeTransformer):
    """`await x` becomes `await watched("…", x)`; so does entering and leaving `async with`."""

    def __init__(self, module: str) -> None:
        self._place = [module.rpartition(".")[2]]
        self.points: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._inside(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._inside(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._inside(node)

    def visit_Await(self, node: ast.Await) -> ast.AST:
        point = self._point(node.value)
        self.generic_visit(node)
        node.value = _call("watched", point, node.value)
        return node

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        named = [self._point(item.context_expr, ENTERED, LEFT) for item in node.items]
        self.generic_visit(node)
        for item, point in zip(node.items, named, strict=True):
            item.context_expr = _call("watched_block", point, item.context_expr)
        return node

    def _inside(self, node: Any) -> ast.AST:
        self._place.append(node.name)
        self.generic_visit(node)
        self._place.pop()
        return node  # type: ignore[no-any-return]

    def _point(self, expression: ast.expr, *parts: str) -> str:
        words = " ".join(ast.unparse(expression).split())
        point = f"{'.'.join(self._place)}: {words[:80]}"
        self.points += [point + part for part in parts or ("",)]
        return point


def _call(function: str, point: str, argument: ast.expr) -> ast.Call:
    made = ast.Call(ast.Name(function, ast.Load()), [ast.Constant(point), argument], [])
    return ast.copy_location(made, argument)


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        """From the source: what is cached is as it was written."""
        path = self.get_filename(fullname)
        tree = _Watching(fullname).visit(ast.parse(self.get_data(path)))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in RUNTIME and not fullname.startswith(f"{SENDER}."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


class Strike:
    """Counts who passes, and strikes.

    Args:
        when: `during` or `after`
        hit: at which time
    """

    def __init__(self, point: str = "", when: str = "", hit: int = 0) -> None:
        self._point, self._when, self._left = point, when, hit
        self.passed: Counter[str] = Counter()

    async def watched(self, point: str, awaited: Awaitable[Any]) -> Any:
        """In the place of what is awaited."""
        if self._strikes(point, "during"):
            # With the next turn of the loop: what could be done without waiting is done.
            asyncio.get_running_loop().call_soon(kill)
        result = await awaited
        self.passed[point] += 1
        if self._strikes(point, "after"):
            kill()
        return result

    def watched_block(self, point: str, manager: Any) -> Any:
        """In the place of an asynchronous context manager."""
        return _Block(self, point, manager)

    def _strikes(self, point: str, when: str) -> bool:
        if point != self._point or when != self._when:
            return False
        self._left -= 1
        return self._left == 0


class _Block:
    def __init__(self, strike: Strike, point: str, manager: Any) -> None:
        self._strike, self._point, self._manager = strike, point, manager

    async def __aenter__(self) -> Any:
        return await self._strike.watched(self._point + ENTERED, self._manager.__aenter__())

    async def __aexit__(self, *error: object) -> Any:
        return await self._strike.watched(self._point + LEFT, self._manager.__aexit__(*error))


def kill() -> None:
    """Kill -9, of this process."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Rewrite what is loaded from here on, then run the command."""
    match sys.argv.pop(1):
        case "at":
            when, hit, point = (sys.argv.pop(1) for _ in range(3))
            strike = Strike(point, when, int(hit))
        case "count":
            strike, file = Strike(), Path(sys.argv.pop(1))
            # Unlike `atexit`, this is called in a forked process, too.
            Finalize(None, lambda: file.write_text(json.dumps(strike.passed)), exitpriority=0)
        case other:
            sys.exit(f"it is `at` or `count`, not {other}")
    vars(builtins).update(watched=strike.watched, watched_block=strike.watched_block)
    for name in [name for name in sys.modules if name.startswith("wardbell_")]:
        del sys.modules[name]  # as it was loaded before we were forked
    sys.meta_path.insert(0, _Finder())
    from wardbell_cli.main import cli  # noqa: PLC0415  # what it loads is rewritten

    cli()


if __name__ == "__main__":
    main()
