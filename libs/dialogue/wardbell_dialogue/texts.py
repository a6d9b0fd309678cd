"""Texts for patients, one Fluent file a language, never translated by a machine at run time."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

FALLBACK = "en"


class Texts:
    """The texts of one package, or below one folder: `texts/en.ftl`, `texts/de.ftl`, …"""

    def __init__(self, package: str | Path) -> None:
        self._package = str(package)
        self._bundles: dict[str, FluentBundle] = {}
        self._fixed: dict[tuple[str, str], str] = {}
        """Texts without values, once they were asked for: most titles of buttons and rows."""
        folder = package if isinstance(package, Path) else files(package)
        for file in (folder / "texts").iterdir():
            if file.name.endswith(".ftl"):
                language = file.name.removesuffix(".ftl")
                bundle = FluentBundle([language], use_isolating=False)
                bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
                self._bundles[language] = bundle

    @property
    def languages(self) -> list[str]:
        """Languages that have texts."""
        return sorted(self._bundles)

    def keys(self, language: str) -> set[str]:
        """Keys of a language; all languages have the same, a test sees to it."""
        return set(self._bundles[language]._messages)  # noqa: SLF001

    def __call__(self, language: str, key: str, **values: Any) -> str:
        """One text, in English where a language has none.

        Raises:
            LookupError: no such text, or it wants a value that was not given.
        """
        if not values and (fixed := self._fixed.get((language, key))) is not None:
            return fixed
        bundle = self._bundles.get(language) or self._bundles[FALLBACK]
        message = bundle.get_message(key)
        if message.value is None:
            raise LookupError(f"{self._package}: text {key} is empty")
        text, errors = bundle.format_pattern(message.value, values)
        if errors:
            raise LookupError(f"{self._package}: text {key} in {language}: {errors[0]}")
        if not values:
            self._fixed[language, key] = str(text)
        return str(text)


@cache
def texts(package: str) -> Texts:
    """The texts of a package, read once."""
    return Texts(package)
