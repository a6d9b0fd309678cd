// The sheet that a list opens: rows in sections, by finger or by keyboard.

import { make } from "./dom.js";

export class Sheet {
  #element;
  #rows;
  #opener;
  #chosen;

  constructor(element) {
    this.#element = element;
    this.#rows = element.querySelector(".rows");
    element.querySelector(".close").onclick = () => this.close();
    element.addEventListener("click", (event) => event.target === element && this.close());
    element.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Open with a list's `action`; `chosen` is called with the row. */
  open(action, chosen) {
    this.#opener = document.activeElement;
    this.#chosen = chosen;
    this.#element.querySelector("h3").textContent = action.button;
    this.#element.setAttribute("aria-label", action.button);
    this.#rows.setAttribute("aria-label", action.button);
    this.#rows.replaceChildren(...action.sections.map((section) => this.#section(section)));
    this.#element.hidden = false;
    this.#options()[0].focus();
  }

  close() {
    this.#element.hidden = true;
    this.#opener?.focus();
  }

  #section({ title, rows }) {
    const group = make("div", title ? make("p.section", title) : null, ...rows.map((row) => this.#row(row)));
    group.setAttribute("role", "group");
    if (title) group.setAttribute("aria-label", title);
    return group;
  }

  #row(row) {
    const words = make("div", row.title, row.description ? make("p", row.description) : null);
    words.dir = "auto";
    const element = make("div.row", words);
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.tabIndex = -1;
    element.onfocus = () => {
      for (const option of this.#options()) {
        option.tabIndex = option === element ? 0 : -1;
        option.setAttribute("aria-selected", option === element);
      }
    };
    element.onclick = () => {
      this.close();
      this.#chosen(row);
    };
    return element;
  }

  #options() {
    return [...this.#rows.querySelectorAll(".row")];
  }

  #key(event) {
    const options = this.#options();
    const at = options.indexOf(document.activeElement);
    const last = options.length - 1;
    const go = {
      ArrowDown: () => options[Math.min(at + 1, last)].focus(),
      ArrowUp: () => options[Math.max(at - 1, 0)].focus(),
      Home: () => options[0].focus(),
      End: () => options[last].focus(),
      Escape: () => this.close(),
      Enter: () => options[at]?.click(),
      " ": () => options[at]?.click(),
      Tab: () => this.#tab(at),
    }[event.key];
    if (!go || (at < 0 && (event.key === "Enter" || event.key === " "))) return;
    event.preventDefault();
    go();
  }

  /** Tab stays inside: the rows and the close button. */
  #tab(at) {
    if (at >= 0) this.#element.querySelector(".close").focus();
    else this.#rows.querySelector('[tabindex="0"]').focus();
  }
}
