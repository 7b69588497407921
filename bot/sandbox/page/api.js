/** The sandbox's control API, as the page uses it. */

/** Thrown when the control API refuses; `message` is its sentence. */
export class ApiError extends Error {}

export const loadState = () => get("/_sandbox/state");
export const loadRequests = () => get("/_sandbox/requests");
export const sendMessage = (body) => post("/_sandbox/messages", body);
export const sendAction = (body) => post("/_sandbox/actions", body);
export const makeGroup = (body) => post("/_sandbox/chats", body);
/** `what`: members, managers, owner, bot or dissolve. */
export const sendGroup = (chatId, what, body) => post(`/_sandbox/chats/${encodeURIComponent(chatId)}/${what}`, body);
export const fileUrl = (key) => `/_sandbox/files/${encodeURIComponent(key)}`;

const EVENTS = ["message", "chat", "request", "delivery"];

/**
 * Listen to the server-sent events. The browser reconnects by itself with Last-Event-ID; `onUp` is called after each
 * connect, `onDown` when the line is lost, `onEvent(name, data)` for each event.
 */
export function listen({ onUp, onDown, onEvent }) {
  const source = new EventSource("/_sandbox/events");
  source.addEventListener("open", onUp);
  source.addEventListener("error", () => {
    onDown();
    // A server that answers something else than a stream ends the automatic retries; then we try anew ourselves.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen({ onUp, onDown, onEvent }), 2000);
  });
  for (const name of EVENTS) source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
  addEventListener("pagehide", () => source.close());
}

async function get(path) {
  return answer(await fetch(path, { headers: { Accept: "application/json" } }));
}

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function answer(response) {
  const text = await response.text();
  const document = parse(text);
  if (response.ok) return document;
  throw new ApiError(document?.error?.message ?? document?.error ?? document?.msg ?? `HTTP ${response.status}`);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
