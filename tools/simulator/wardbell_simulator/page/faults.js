// The switches of what goes wrong: each acts as soon as it is changed.

import * as api from "./api.js";
import { make } from "./dom.js";

export class Faults {
  #form;
  #act;
  #errors = [];

  /** `act` does something at the simulator and says what it refuses. */
  constructor(form, act) {
    this.#form = form;
    this.#act = act;
    form.onsubmit = (event) => event.preventDefault();
    form.onchange = ({ target }) => {
      if (target.name && target.reportValidity()) act(() => api.setFaults({ [target.name]: valueOf(target) }));
    };
    form.querySelector("#calm").onclick = () => act(() => api.setFaults({ ...CALM, errors: [] }));
    form.querySelector("#add-error").onclick = () => this.#add();
    for (const field of form.querySelectorAll(".adding input")) {
      field.onkeydown = (event) => { if (event.key === "Enter") this.#add(); };
    }
  }

  /** Show how the switches are; the one that somebody is just changing is left alone. */
  show(switches, numbers) {
    for (const field of this.#switches()) {
      const value = switches[field.name];
      field.closest("label").classList.toggle("on", value !== CALM[field.name]);
      if (field === document.activeElement && field.type === "number") continue;
      if (field.type === "checkbox") field.checked = value;
      else field.value = "percent" in field.dataset ? Math.round(value * 100) : value;
    }
    this.#offer(numbers);
    if (JSON.stringify(switches.errors) === JSON.stringify(this.#errors)) return;
    this.#errors = switches.errors;
    this.#form.querySelector("#errors ul").replaceChildren(
      ...this.#errors.map((error, place) => this.#drawn(error, place, numbers)),
    );
  }

  #switches() {
    return [...this.#form.querySelectorAll("input[name]")];
  }

  #offer(numbers) {
    const choice = this.#form.querySelector("#from");
    if (choice.options.length > 1) return;
    for (const [id, name] of Object.entries(numbers)) choice.add(new Option(name, id));
  }

  #add() {
    const field = (id) => this.#form.querySelector(`#${id}`);
    const error = { code: Number(field("code").value), rate: Number(field("rate").value) / 100, async: field("later").checked };
    if (field("times").value) error.times = Number(field("times").value);
    if (field("from").value) error.phone_number_id = field("from").value;
    this.#act(() => api.setFaults({ errors: [...this.#errors, error] }));
  }

  #drawn(error, place, numbers) {
    const often = error.times ? `${error.times} times` : `${Math.round(error.rate * 100)} %`;
    const where = error.phone_number_id ? ` from ${numbers[error.phone_number_id]}` : "";
    const whom = error.to ? ` to ${error.to}` : "";
    const remove = make("button", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", `Take ${error.code} away`);
    remove.onclick = () => {
      this.#act(() => api.setFaults({ errors: this.#errors.filter((_, other) => other !== place) }));
      this.#form.querySelector("#code").focus();
    };
    return make("li", make("b", String(error.code)), ` ${often}${where}${whom}${error.async ? ", later" : ""}`, remove);
  }
}

const CALM = {
  outage: false, delay_s: 0, delay_number: "", error_5xx: 0, error_5xx_accepted: 0, answer_lost: 0,
  undeliverable_at_once: false, hold_templates: false, no_statuses: false, skip_statuses: 0, skip_delivered: 0, status_delay_s: 0,
  duplicate_webhooks: 0, shuffle_webhooks: 0, batch_webhooks: 1, raw_utf8: false,
};

function valueOf(field) {
  if (field.type === "checkbox") return field.checked;
  return "percent" in field.dataset ? Number(field.value) / 100 : Number(field.value);
}
