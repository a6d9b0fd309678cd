// The simulator's addresses, and its live events.

async function answer(path, options) {
  const response = await fetch(path, options);
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}

const post = (path, body = {}) => answer(path, { method: "POST", body: JSON.stringify(body) });

export const health = () => answer("sim/health");
export const users = async () => (await answer("sim/users")).users;
export const clock = (after) => answer(after ? `sim/clock?after=${after}` : "sim/clock");
export const saveUser = (waId, profile) => post(`sim/users/${waId}`, profile);
export const chat = async (waId) => (await answer(`sim/users/${waId}/chat`)).messages;
export const send = (waId, content) => post(`sim/users/${waId}/messages`, content);
export const sendFile = (waId, file) => {
  const query = new URLSearchParams(file.type.startsWith("image/") ? {} : { filename: file.name });
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return answer(`sim/users/${waId}/files?${query}`, { method: "POST", body: file, headers });
};
export const read = (waId) => post(`sim/users/${waId}/read`);
export const setOffline = (waId, offline) => post(`sim/users/${waId}/offline`, { offline });

export const watch = () => answer("sim/watch?limit=100");
export const faults = () => answer("sim/faults");
export const setFaults = (switches) => post("sim/faults", switches);
export const review = (name, language, status) => post("sim/templates", { name, language, status });

/** Listen to events by name; the browser reconnects by itself and `opened` is called each time. */
export function listen(handlers, opened, lost) {
  const source = new EventSource("sim/events");
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
  source.onopen = opened;
  source.onerror = lost;
}
