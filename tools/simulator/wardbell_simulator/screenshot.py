"""`python -m wardbell_simulator.screenshot URL OUT.png`: a picture of the phones, as in the README.

Needs playwright, which is among the development tools.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import Literal

from playwright.async_api import async_playwright

from wardbell_simulator.browser import FLAGS, NoBrowserError, chromium

Theme = Literal["light", "dark"]


async def take(
    url: str,
    out: str,
    *,
    theme: Theme = "light",
    width: int = 960,
    height: int = 860,
    scale: float = 2,
    phone: str | None = None,
    top: bool = False,
) -> None:
    """Write a PNG of the page at `url` with its chats loaded.

    Args:
        scale: pixels per CSS pixel
        phone: the name of the patient whose phone alone is drawn
        top: chats are shown from their beginning, not their end
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = await browser.new_page(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            color_scheme=theme,
            reduced_motion="reduce",
        )
        await page.goto(url)
        await page.locator(".log > *").first.wait_for()
        await page.wait_for_function("document.fonts.status === 'loaded'")
        if top:
            await page.locator(".log").evaluate_all("logs => logs.forEach(l => l.scrollTop = 0)")
        if phone is None:
            await page.screenshot(path=out)
        else:
            whose = page.get_by_role("region", name=f"Phone of {phone}")
            await whose.locator(".phone").screenshot(path=out)
        await browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m wardbell_simulator.screenshot")
    parser.add_argument("url", metavar="URL")
    parser.add_argument("out", metavar="OUT.png")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=960, help="in CSS pixels")
    parser.add_argument("--height", type=int, default=860)
    parser.add_argument("--scale", type=float, default=2, help="pixels per CSS pixel")
    parser.add_argument("--phone", metavar="NAME", help="only this patient's phone")
    parser.add_argument("--top", action="store_true", help="chats from their beginning")
    chosen = parser.parse_args()
    try:
        asyncio.run(
            take(
                chosen.url,
                chosen.out,
                theme=chosen.theme,
                width=chosen.width,
                height=chosen.height,
                scale=chosen.scale,
                phone=chosen.phone,
                top=chosen.top,
            )
        )
    except NoBrowserError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
