// WhatsApp's text formatting: *bold* _italic_ ~strike~ `code` ```code``` and links, as nodes.

import { make } from "./dom.js";

const CODE_OR_LINK = /```([^]+?)```|`([^`\n]+)`|(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'*_~])/g;
// A mark counts only at the edge of a word: 2*3*4 and snake_case stay as they are.
const MARKED = /(?<![\p{L}\p{N}])([*_~])(?=\S)(.*?\S)\1(?![\p{L}\p{N}])/u;
const TAGS = { "*": "strong", _: "em", "~": "s" };

export function formatted(text) {
  const whole = make("div.text");
  whole.dir = "auto";
  let done = 0;
  for (const found of text.matchAll(CODE_OR_LINK)) {
    whole.append(...marked(text.slice(done, found.index)));
    const [all, block, inline, url] = found;
    whole.append(url ? link(url) : make("code", block ?? inline));
    done = found.index + all.length;
  }
  whole.append(...marked(text.slice(done)));
  return whole;
}

function marked(text) {
  const found = MARKED.exec(text);
  if (!found) return [text];
  const [all, mark, inner] = found;
  return [
    text.slice(0, found.index),
    make(TAGS[mark], ...marked(inner)),
    ...marked(text.slice(found.index + all.length)),
  ];
}

/** A link that opens in a new tab; anything but http and https stays mere text. */
export function link(url, ...children) {
  if (!/^https?:\/\//i.test(url)) return make("span", ...(children.length ? children : [url]));
  const anchor = make("a", ...(children.length ? children : [url]));
  anchor.href = url;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}
