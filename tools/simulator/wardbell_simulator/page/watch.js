// The page to watch: what is sent and told, windows, limits, templates; and what goes wrong.

import * as api from "./api.js";
import { make, momentOf, timeOf } from "./dom.js";
import { now, readClock } from "./top.js";
import { Faults } from "./faults.js";

const LOOK_MS = 1000;
const REVIEWS = ["PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED"];
const find = (selector) => document.querySelector(selector);
const notice = find(".notice");
const shown = new Map(); // by table: what it was drawn from

function say(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

/** Do something at the simulator, say what it refuses, and look at once. */
async function act(deed) {
  try {
    await deed();
    say("");
  } catch (error) {
    say(error.message);
  }
  await look({ keep: true });
}

const faults = new Faults(find("#faults"), act);

/** Draw a table anew only where it changed, and never while somebody is in it. */
function draw(table, data, rows) {
  const drawnFrom = JSON.stringify(data);
  const body = find(`#${table} tbody`);
  if (shown.get(table) === drawnFrom || body.contains(document.activeElement)) return;
  shown.set(table, drawnFrom);
  const drawn = rows(data);
  const columns = find(`#${table} thead tr`).children.length;
  body.replaceChildren(...(drawn.length ? drawn : [nothing(columns)]));
}

function nothing(columns) {
  const cell = make("td.nothing", "Nothing yet");
  cell.colSpan = columns;
  return make("tr", cell);
}

const row = (...cells) => make("tr", ...cells.map((cell) => (cell instanceof Element ? cell : make("td", String(cell ?? "")))));
const mark = (kind, text) => make("td", make(`span.mark.${kind}`, text));
const left = (count) => (count == null ? "no limit" : String(Math.max(0, Math.floor(count))));

function numbersOf({ numbers }) {
  return numbers.map((number) => row(number.display_phone_number, left(number.messages_left)));
}

function windowsOf({ patients, names }) {
  const moment = now();
  return patients.flatMap((patient) => patient.windows.map((each) => row(
    `${patient.name} ${patient.wa_id}`,
    each.until * 1000 > moment
      ? mark("good", `open until ${momentOf(each.until * 1000)}`)
      : mark("off", `closed since ${momentOf(each.until * 1000)}: only templates`),
    left(each.messages_left),
    names[each.phone_number_id],
  )));
}

function answerOf(request) {
  if (request.cut) return mark("bad", "sent, and cut");
  if (request.status == null) return mark("off", "under way");
  if (request.code != null) return mark("bad", `${request.status}, ${request.code}`);
  return mark("good", String(request.status));
}

function stateOf({ state, error }) {
  if (!state) return "";
  return mark(state === "failed" || state === "dropped" ? "bad" : "good", error ? `${state}, ${error}` : state);
}

function requestsOf({ requests, names }) {
  return requests.toReversed().map((request) => row(
    timeOf(request.virtual * 1000),
    request.to,
    answerOf(request),
    stateOf(request),
    request.kind === "read" ? "marks as read" : request.kind,
    names[request.phone_number_id] ?? request.phone_number_id,
  ));
}

function toldBy({ updates }) {
  const [first, ...more] = updates;
  const whom = first.recipient_id ?? first.from;
  const told = whom ? `${first.what}, ${whom}` : first.what;
  return more.length ? `${told} and ${more.length} more` : told;
}

function webhooksOf({ webhooks }) {
  const marks = { waiting: ["off", "tries again"], accepted: ["good", "taken"], lost: ["bad", "lost"] };
  return webhooks.toReversed().map((posted) => row(
    timeOf(posted.virtual * 1000), toldBy(posted), mark(...marks[posted.state]), posted.tries, posted.answer,
  ));
}

function templatesOf({ templates }) {
  return templates.map((template) => {
    const choice = make("select", ...REVIEWS.map((status) => make("option", status)));
    choice.value = template.status;
    choice.setAttribute("aria-label", `Review of ${template.name} in ${template.language}`);
    choice.onchange = () => act(() => api.review(template.name, template.language, choice.value));
    return row(template.name, template.language, make("td", choice), template.category);
  });
}

/** `keep`: what was said stays, since it is about what was done. */
async function look({ keep = false } = {}) {
  try {
    const [world, switches] = await Promise.all([api.watch(), api.faults()]);
    const names = Object.fromEntries(world.numbers.map((each) => [each.phone_number_id, each.display_phone_number]));
    faults.show(switches, names);
    draw("numbers", { numbers: world.numbers }, numbersOf);
    // The hour is part of it: what is open closes without anything happening.
    draw("windows", { patients: world.patients, names, minute: Math.floor(now() / 60_000) }, windowsOf);
    draw("requests", { requests: world.requests, names }, requestsOf);
    draw("webhooks", { webhooks: world.webhooks }, webhooksOf);
    draw("templates", { templates: world.templates }, templatesOf);
    find("#users").textContent = world.users_most
      ? `${world.users_reached} of ${world.users_most} users reached outside windows in 24 hours`
      : `${world.users_reached} users reached outside windows in 24 hours, no limit`;
    if (!keep && notice.dataset.away) say("");
    delete notice.dataset.away;
  } catch {
    say("The simulator does not answer. Trying again…");
    notice.dataset.away = "yes";
  }
}

await readClock().catch(() => {});
for (;;) {
  if (document.visibilityState === "visible") await look();
  await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
}
