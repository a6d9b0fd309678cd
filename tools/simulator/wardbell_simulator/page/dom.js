// Building elements without ever parsing text as HTML.

/** Make an element; a class may follow the tag ("p.footer"); children are nodes or plain text. */
export function make(tag, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

const WEEK_MS = 6 * 24 * 3600 * 1000;
const time = new Intl.DateTimeFormat([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat([], { weekday: "long" });
const fullDay = new Intl.DateTimeFormat([], { day: "numeric", month: "long", year: "numeric" });
const moment = new Intl.DateTimeFormat([], { weekday: "short", day: "numeric", month: "short" });

export const timeOf = (ms) => time.format(ms);
export const momentOf = (ms) => `${moment.format(ms)}, ${time.format(ms)}`;

/** The name of a day as a chat shows it, seen from `now`. */
export function dayOf(ms, now) {
  const day = new Date(ms).toDateString();
  if (day === new Date(now).toDateString()) return "Today";
  return now > ms && now - ms < WEEK_MS ? weekday.format(ms) : fullDay.format(ms);
}
