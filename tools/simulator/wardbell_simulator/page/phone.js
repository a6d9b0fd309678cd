// One patient's phone: the chat, what is typed, what is tapped.

import * as api from "./api.js";
import { draw, ticks } from "./bubble.js";
import { dayOf, make } from "./dom.js";
import { icon } from "./icons.js";
import { Sheet } from "./sheet.js";

const TYPING_MS = 25_000; // as long as WhatsApp shows it
const RANK = { sent: 1, delivered: 2, read: 3, played: 4 }; // states only go up
const ELSEWHERE = ["sent", "held", "failed", "dropped"]; // what the hospital sent but the phone has not got

export class Phone {
  #messages = new Map(); // by id, as they came
  #drawn = new Map(); // elements by id
  #lastDay = "";
  #lastSide = "";
  #typing;
  #missed = null; // what happened while the chat was being loaded
  #seen = false;

  constructor(user, world) {
    this.world = world; // business, now(), changed(phone), hide(phone)
    this.waId = user.wa_id;
    this.element = document.querySelector("#phone").content.cloneNode(true).firstElementChild;
    this.log = this.element.querySelector(".log");
    this.sheet = new Sheet(this.element.querySelector(".sheet"));
    this.unread = 0;
    this.#wire();
    this.update(user);
  }

  update(user) {
    const { element } = this;
    this.name = user.name;
    this.offline = user.offline;
    element.setAttribute("aria-label", `Phone of ${user.name}`);
    element.querySelector("h2").textContent = user.name;
    element.querySelector(".number").textContent = `+${user.wa_id}`;
    element.querySelector(".whose .face").textContent = [...user.name][0];
    element.style.setProperty("--hue", Number(BigInt(user.wa_id) * 137n % 360n));
    element.querySelector(".business").textContent = this.world.business;
    this.log.setAttribute("aria-label", `Chat of ${user.name} with ${this.world.business}`);
    element.querySelector("textarea").setAttribute("aria-label", `Message as ${user.name}`);
    element.querySelector(".hide").setAttribute("aria-label", `Hide the phone of ${user.name}`);
    const connection = element.querySelector(".connection");
    connection.textContent = user.offline ? "Offline" : "Online";
    connection.title = user.offline ? "Connect this phone" : "Take this phone offline";
    connection.setAttribute("aria-pressed", user.offline);
    element.classList.toggle("offline", user.offline);
    this.#present();
    this.#look();
  }

  /** Load the whole chat, also after the connection was lost. */
  async load() {
    // What happens live meanwhile is newer than the chat that is on its way: it is told after it.
    const missed = (this.#missed = []);
    let messages;
    try {
      messages = await api.chat(this.waId);
    } finally {
      if (this.#missed === missed) this.#missed = null;
    }
    if (this.#missed) return; // a later load is under way
    this.log.replaceChildren();
    this.#messages.clear();
    this.#drawn.clear();
    this.#lastDay = this.#lastSide = "";
    this.#stopTyping();
    for (const message of messages) this.add(message);
    for (const tell of missed) tell();
    if (!this.#messages.size) this.#greet();
    this.#look();
  }

  add(message) {
    if (this.#missed) return void this.#missed.push(() => this.add(message));
    if (this.#messages.has(message.id)) return;
    this.#messages.set(message.id, message);
    if (message.direction === "in" || !ELSEWHERE.includes(message.state)) this.#place(message);
  }

  /** Tell how far a message came; one that waited for the connection appears now. */
  advance(id, state) {
    if (this.#missed) return void this.#missed.push(() => this.advance(id, state));
    const message = this.#messages.get(id);
    if (!message || (RANK[state] ?? 9) < (RANK[message.state] ?? 0)) return;
    message.state = state;
    const element = this.#drawn.get(id);
    if (message.direction === "out" && ELSEWHERE.includes(state)) return;
    if (!element) this.#place(message);
    else element.querySelector(".ticks")?.replaceWith(ticks(state));
  }

  showTyping() {
    this.#stopTyping();
    const dots = make("div.message.dots.first", make("div.bubble", make("i"), make("i"), make("i")));
    dots.setAttribute("aria-hidden", "true"); // the header says it in words
    this.#typing = { dots, timer: setTimeout(() => this.#stopTyping(), TYPING_MS) };
    this.log.append(dots);
    this.#present();
    this.#toEnd();
  }

  /** Whether somebody looks at this phone: then what arrives is read. */
  set seen(seen) {
    this.#seen = seen;
    this.#look();
  }

  #wire() {
    const { element } = this;
    const form = element.querySelector("form");
    const box = element.querySelector("textarea");
    element.querySelector(".send").append(icon("send"));
    const file = element.querySelector(".file");
    element.querySelector(".attach").append(icon("clip"));
    element.querySelector(".attach").onclick = () => file.click();
    file.onchange = () => {
      if (file.files.length) api.sendFile(this.waId, file.files[0]).catch(() => {}); // offline
      file.value = "";
    };
    element.querySelector(".connection").onclick = () => api.setOffline(this.waId, !this.offline);
    element.querySelector(".hide").onclick = () => this.world.hide(this);
    form.onsubmit = (event) => {
      event.preventDefault();
      const body = box.value.trim();
      if (!body) return;
      box.value = "";
      this.#grow(box);
      this.#send({ type: "text", text: { body } });
    };
    box.oninput = () => this.#grow(box);
    box.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    };
  }

  #grow(box) {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  }

  #present() {
    const presence = this.element.querySelector(".presence");
    const words = this.#typing ? "typing…" : "business account";
    presence.textContent = this.offline ? "no connection" : words;
    presence.classList.toggle("typing", Boolean(this.#typing) && !this.offline);
  }

  #stopTyping() {
    if (!this.#typing) return;
    clearTimeout(this.#typing.timer);
    this.#typing.dots.remove();
    this.#typing = undefined;
    this.#present();
  }

  #greet() {
    const hello = make("button", "Say hello");
    hello.type = "button";
    hello.onclick = () => this.#send({ type: "text", text: { body: "Hello" } });
    this.log.append(make("div.hint", `This is ${this.name}’s phone. Write as ${this.name} would.`, hello));
  }

  #place(message) {
    this.log.querySelector(".hint")?.remove();
    if (message.type === "reaction") {
      this.#react(message.reaction);
      return;
    }
    if (message.direction === "out") this.#stopTyping();
    const element = draw(message, {
      business: this.world.business,
      quoted: (id) => this.#messages.get(id),
      show: (id) => this.#drawn.get(id)?.scrollIntoView({ block: "center" }),
      reply: (content) => this.#send(content),
      openList: (list) => this.#choose(list),
    });
    const day = dayOf(message.timestamp * 1000, this.world.now());
    if (day !== this.#lastDay) this.log.append(make("p.day", day));
    if (day !== this.#lastDay || message.direction !== this.#lastSide) element.classList.add("first");
    this.#lastDay = day;
    this.#lastSide = message.direction;
    this.#drawn.set(message.id, element);
    this.log.append(element);
    if (this.#typing) this.log.append(this.#typing.dots);
    if (message.direction === "out" && message.state === "delivered") {
      this.unread += 1;
      this.#look();
    }
    this.#toEnd();
  }

  #react({ message_id: id, emoji }) {
    const target = this.#drawn.get(id);
    target?.querySelector(".reaction")?.remove();
    target?.classList.toggle("reacted", Boolean(emoji));
    if (emoji) target?.append(make("span.reaction", emoji));
  }

  #choose(list) {
    this.sheet.open(list.interactive.action, (row) => {
      this.#send({
        type: "interactive",
        interactive: { type: "list_reply", list_reply: row },
        context: { id: list.id },
      });
      this.element.querySelector("textarea").focus();
    });
  }

  async #send(content) {
    try {
      await api.send(this.waId, structuredClone(content));
    } catch {
      this.#showFailed(content);
    }
  }

  #showFailed(content) {
    const failed = { ...content, id: "", direction: "in", state: "pending", timestamp: this.world.now() / 1000 };
    const element = draw(failed, { quoted: () => undefined });
    element.classList.add("failed");
    const retry = make("button.retry", "Not sent. Try again");
    retry.type = "button";
    retry.onclick = () => {
      element.remove();
      this.#send(content);
    };
    element.append(retry);
    this.log.append(element);
    this.#toEnd();
  }

  #look() {
    if (this.#seen && !this.offline && this.unread) {
      this.unread = 0;
      api.read(this.waId).catch(() => {}); // the next look tells again
    }
    this.world.changed(this);
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }
}
