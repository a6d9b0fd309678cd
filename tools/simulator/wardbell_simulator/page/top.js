// What every page has above it: the clock of the simulated world, light and dark.

import * as api from "./api.js";
import { momentOf } from "./dom.js";
import { icon } from "./icons.js";

let clock = { version: 0, virtual_anchor: 0, real_anchor: 0, rate: 1 };

/** The time of the simulated world, in ms. */
export const now = () => (clock.virtual_anchor + clock.rate * (Date.now() / 1000 - clock.real_anchor)) * 1000;

export async function readClock(after) {
  clock = await api.clock(after);
  drawClock();
}

function drawClock() {
  if (!clock.version) return;
  document.querySelector(".clock time").textContent = momentOf(now());
  const rate = document.querySelector(".rate");
  rate.hidden = clock.rate === 1;
  rate.textContent = `${clock.rate}×`;
}

async function followClock() {
  for (;;) {
    try {
      await readClock(clock.version);
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, 2000); });
    }
  }
}

setInterval(drawClock, 1000);
followClock();

// Light and dark: as the system says, until somebody chooses

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = document.querySelector("#theme");

function drawTheme() {
  const theme = localStorage.getItem("theme") ?? (systemDark.matches ? "dark" : "light");
  const other = theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  themeButton.replaceChildren(icon(theme === "dark" ? "sun" : "moon"));
  themeButton.title = `Switch to ${other} mode`;
  themeButton.setAttribute("aria-label", themeButton.title);
  themeButton.onclick = () => {
    localStorage.setItem("theme", other);
    drawTheme();
  };
}

systemDark.addEventListener("change", drawTheme);
drawTheme();
