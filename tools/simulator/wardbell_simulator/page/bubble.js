// What a message looks like, type by type.

import { make, timeOf } from "./dom.js";
import { formatted, link } from "./format.js";
import { icon } from "./icons.js";

const TICKS = {
  pending: ["clock", "Not sent yet"],
  sent: ["tick", "Sent"],
  delivered: ["ticks", "Delivered"],
  read: ["ticks", "Read"],
};

const PICTURES = { image: "Photo", video: "Video", sticker: "Sticker" };

/** Draw one message. `actions`: quoted(id), reply(content), openList(message). */
export function draw(message, actions) {
  const parts = content(message);
  const bubble = make("div.bubble", sender(message), quote(message, actions), ...parts);
  const meta = make("span.meta", timeOf(message.timestamp * 1000));
  if (message.direction === "in") meta.append(ticks(message.state));
  // Beside the last words where there is room, as WhatsApp does.
  (parts.at(-1).matches(".text, .footer") ? parts.at(-1) : bubble).append(meta);
  const element = make(`div.message.${message.direction}`, bubble, choices(message, actions));
  element.dataset.id = message.id;
  return element;
}

export function ticks(state) {
  const [name, label] = TICKS[state];
  const element = make("span.ticks", icon(name), make("span.unseen", label));
  element.dataset.state = state;
  element.title = label;
  return element;
}

/** The words a quote shows of a message. */
export function gist(message) {
  const { type, interactive } = message;
  if (type === "text") return message.text.body;
  if (type === "interactive") return reply(interactive)?.title ?? interactive.body?.text ?? "";
  if (type === "button") return message.button.text;
  if (type === "template") return message.hydrated.body;
  return message[type]?.caption ?? type;
}

const reply = (interactive) => interactive.button_reply ?? interactive.list_reply;
const sender = (message) => make("span.unseen", message.direction === "in" ? "You: " : "Hospital: ");

function quote(message, actions) {
  const id = message.context?.message_id ?? message.context?.id;
  const original = id && actions.quoted(id);
  if (!original) return null;
  const who = original.direction === "in" ? "You" : actions.business;
  const element = make("button.quote", make("b", who), make("span", gist(original)));
  element.type = "button";
  element.onclick = () => actions.show(id);
  return element;
}

function content(message) {
  const value = message[message.type];
  switch (message.type) {
    case "text":
      return [formatted(value.body)];
    case "interactive":
      return interactiveContent(value);
    case "button":
      return [formatted(value.text)];
    case "template":
      return interactiveContent(asInteractive(message.hydrated));
    case "image":
    case "video":
    case "sticker":
      return media("image", PICTURES[message.type], value);
    case "audio":
      return media("sound", value.voice ? "Voice message" : "Audio", value);
    case "document":
      return media("file", value.filename ?? "Document", value);
    case "location":
      return media("pin", value.name ?? "Location", {
        caption: value.address,
        link: `https://www.openstreetmap.org/?mlat=${+value.latitude}&mlon=${+value.longitude}`,
      }, "Show on a map");
    case "contacts":
      return value.map((contact) =>
        media("person", contact.name?.formatted_name ?? "Contact", {})).flat();
    default:
      return [make("p.kind", `A message of type ${message.type}`)];
  }
}

function interactiveContent(interactive) {
  const chosen = reply(interactive);
  if (chosen) {
    const text = formatted(chosen.title ?? chosen.id);
    return chosen.description ? [text, make("p.footer", chosen.description)] : [text];
  }
  const { header, body, footer } = interactive;
  const parts = [];
  if (header?.type === "text") parts.push(auto(make("p.heading", header.text)));
  else if (header) parts.push(...media("image", header.type, header[header.type] ?? {}));
  if (body) parts.push(formatted(body.text));
  if (footer?.text) parts.push(auto(make("p.footer", footer.text)));
  return parts;
}

/** A template, filled in, looks like any message with buttons. */
function asInteractive({ header, body, footer }) {
  return { header, body: { text: body }, footer: { text: footer } };
}

function media(name, title, value, opens = "Open") {
  if (name === "image" && value.id) return picture(title, value);
  const words = make("div", title);
  if (value.link) words.append(make("small", link(value.link, opens)));
  const parts = [make("div.media", icon(name), words)];
  if (value.caption) parts.push(formatted(value.caption));
  return parts;
}

/** A picture that the simulator keeps; one it does not know, or no longer, is only named. */
function picture(title, value) {
  const image = make("img.picture");
  image.src = `sim/files/${value.id}`;
  image.alt = value.caption ?? title;
  image.onerror = () => image.replaceWith(make("div.media", icon("image"), make("div", title)));
  return value.caption ? [image, formatted(value.caption)] : [image];
}

function choices(message, actions) {
  if (message.direction === "in") return null;
  const { interactive } = message;
  const buttons = [];
  const context = { id: message.id };
  if (interactive?.type === "button") {
    for (const { reply: offered } of interactive.action.buttons) {
      buttons.push(choice("reply", offered.title, () => actions.reply({
        type: "interactive", interactive: { type: "button_reply", button_reply: offered }, context,
      })));
    }
  }
  if (interactive?.type === "list") {
    buttons.push(choice("list", interactive.action.button, () => actions.openList(message)));
  }
  if (interactive?.type === "cta_url") {
    const { url, display_text: label } = interactive.action.parameters;
    const anchor = link(url, icon("link"), auto(make("span", label)));
    anchor.className = "choice";
    buttons.push(anchor);
  }
  if (interactive?.type === "location_request_message") {
    const location = { latitude: 51.5074, longitude: -0.1278 };
    buttons.push(choice("pin", "Send location", () =>
      actions.reply({ type: "location", location, context })));
  }
  for (const button of message.hydrated?.buttons ?? []) {
    buttons.push(templateButton(button, context, actions));
  }
  return buttons.length ? make("div.choices", ...buttons) : null;
}

function templateButton(button, context, actions) {
  const { type, text, payload } = button;
  if (type === "quick_reply") {
    return choice("reply", text, () =>
      actions.reply({ type: "button", button: { payload, text }, context }));
  }
  if (type === "url") {
    const anchor = link(button.url, icon("link"), auto(make("span", text)));
    anchor.className = "choice";
    return anchor;
  }
  return choice("reply", text, () => {}); // what opens elsewhere, in the app
}

function choice(name, label, onclick) {
  const button = make("button.choice", icon(name), auto(make("span", label)));
  button.type = "button";
  button.onclick = onclick;
  return button;
}

function auto(element) {
  element.dir = "auto";
  return element;
}
