// The page of phones: which there are, and what happens live.

import * as api from "./api.js";
import { make } from "./dom.js";
import { Phone } from "./phone.js";
import { now, readClock } from "./top.js";

const FIRST_PATIENTS = [
  { wa_id: "15550100101", name: "Ada" },
  { wa_id: "15550100102", name: "Ben" },
];
const MOST_PHONES = 8; // a load test has thousands of patients: the first ones are shown

const phones = new Map(); // by wa_id
const hidden = new Set();
const stage = document.querySelector("main");
const notice = document.querySelector(".notice");

const world = {
  business: "",
  now,
  changed: drawPatients,
  hide: (phone) => {
    hidden.add(phone.waId);
    phones.delete(phone.waId);
    watcher.unobserve(phone.element);
    phone.element.remove();
    drawPatients();
  },
};

// A phone counts as looked at while most of it is on the screen of a visible page.
const inView = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) inView[isIntersecting ? "add" : "delete"](target);
  look();
}, { threshold: 0.6 });

function look() {
  const visible = document.visibilityState === "visible";
  for (const phone of phones.values()) phone.seen = visible && inView.has(phone.element);
  drawPatients();
}

function drawPatients() {
  const buttons = [...phones.values()].map((phone) => {
    const unread = phone.unread ? make("span.unread", String(phone.unread)) : null;
    const button = make("button", phone.name, unread);
    button.type = "button";
    button.setAttribute("aria-current", inView.has(phone.element));
    button.onclick = () => phone.element.scrollIntoView({ inline: "center", behavior: "smooth" });
    return button;
  });
  document.querySelector(".patients").replaceChildren(...buttons);
}

async function show(user) {
  if (phones.has(user.wa_id) || hidden.has(user.wa_id) || phones.size >= MOST_PHONES) return;
  const phone = new Phone(user, world);
  phones.set(user.wa_id, phone);
  stage.append(phone.element);
  watcher.observe(phone.element);
  await phone.load();
}

async function begin() {
  try {
    world.business = (await api.health()).business_name;
    await readClock();
    const users = await api.users();
    for (const first of FIRST_PATIENTS) {
      const known = users.some((user) => user.wa_id === first.wa_id);
      if (users.length < FIRST_PATIENTS.length && !known) users.push(await api.saveUser(first.wa_id, { name: first.name }));
    }
    for (const phone of phones.values()) await phone.load();
    for (const user of users) await show(user);
    notice.hidden = true;
  } catch {
    notice.hidden = false;
  }
}

/** Somebody wrote who has no phone on this page yet. */
async function meet(waId) {
  if (!hidden.has(waId) && phones.size < MOST_PHONES) await show(await api.saveUser(waId, {}));
}

api.listen({
  message: ({ wa_id: waId, message }) => (phones.has(waId) ? phones.get(waId).add(message) : meet(waId)),
  state: ({ wa_id: waId, id, state }) => phones.get(waId)?.advance(id, state),
  typing: ({ wa_id: waId }) => phones.get(waId)?.showTyping(),
  user: (user) => (phones.has(user.wa_id) ? phones.get(user.wa_id).update(user) : show(user)),
  reset: () => {
    for (const phone of [...phones.values()]) world.hide(phone);
    hidden.clear();
    begin();
  },
}, begin, () => { notice.hidden = false; });

document.addEventListener("visibilitychange", look);

// A new patient

const dialog = document.querySelector("#new-patient");
const form = dialog.querySelector("form");

document.querySelector("#add").onclick = () => {
  form.reset();
  const taken = [...phones.keys()].map(Number).filter((number) => number < 15550100200);
  form.elements.number.value = String(Math.max(15550100102, ...taken) + 1);
  dialog.showModal();
};
form.querySelector("[value=cancel]").onclick = () => dialog.close();
form.onsubmit = async () => {
  const { name, number } = Object.fromEntries(new FormData(form));
  hidden.delete(number);
  await show(await api.saveUser(number, { name }));
  phones.get(number)?.element.querySelector("textarea").focus();
};
