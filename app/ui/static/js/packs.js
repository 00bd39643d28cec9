// The page's side of the map packs in the browser: hands what the screens ask, and the tiles that MapLibre wants, to the
// worker that has the files (packs-host.js). The worker starts with the first question and ends with its page. In the
// window of the desktop app nobody calls in here: the shell has the packs.
const HOST = '/js/packs-host.js';

let worker = null;
let last = 0;
/** What was asked and not answered yet: id → {message, resolve, reject}. */
const waiting = new Map();
const listeners = new Set();

/** Asks the worker; `args` is an object that can be cloned. Refusals are thrown as `PackRefused` objects. */
export function ask(what, args) {
  return new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { message: { ...args, id: last, what }, resolve, reject });
    post(last);
  });
}

/** `told(kind, value)` hears of `changed` and of `progress`, as long as the page lives. */
export function listen(told) {
  listeners.add(told);
}

/** MapLibre's answer for `pack://FILE/Z/X/Y`. A place without a tile is empty ground. */
export async function tile({ url, type }) {
  const [, file, z, x, y] = /^pack:\/\/([^/]+)\/(\d+)\/(\d+)\/(\d+)$/.exec(url) ?? [];
  const data = file && (await ask('tile', { file, z: Number(z), x: Number(x), y: Number(y) }).catch(lost));
  if (data) return { data };
  // MapLibre passes over pictures that are not there only when it is told so.
  if (type === 'image') throw Object.assign(new Error('no tile here'), { status: 404 });
  return { data: new ArrayBuffer(0) };
}

/** A tile that cannot be read leaves its place to what lies below; the list of maps says which file is broken. */
function lost(refused) {
  console.warn(`a tile could not be read: ${refused.detail ?? refused.refused}`);
}

function post(id) {
  try {
    worker ??= start();
    worker.postMessage(waiting.get(id).message);
  } catch (error) {
    settle(id, 'reject', failed(error));
  }
}

function start() {
  const started = new Worker(HOST, { type: 'module' });
  started.onmessage = ({ data }) => {
    if (data.event) listeners.forEach((told) => told(data.event, data.value));
    else if (data.refused) settle(data.id, 'reject', data.refused);
    else settle(data.id, 'resolve', data.value);
  };
  // A script that cannot be loaded gives a plain event without any message.
  started.onerror = (event) => {
    end();
    const reason = failed(event.message || `${HOST} could not be loaded`);
    for (const id of [...waiting.keys()]) settle(id, 'reject', reason);
  };
  return started;
}

function end() {
  worker?.terminate();
  worker = null;
}

function settle(id, how, value) {
  const asked = waiting.get(id);
  waiting.delete(id);
  asked?.[how](value);
}

function failed(error) {
  return { refused: 'failed', detail: String(error?.message ?? error) };
}

// A page that is left may be kept frozen; its worker must not be (ADR 5). What it owed is asked again on the way back; a
// map that was just coming is not: of a file nothing was kept, a download can be gone on with.
addEventListener('pagehide', end);
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const [id, { message }] of [...waiting]) {
    if (message.what === 'packs_install') settle(id, 'reject', { refused: 'cancelled' });
    else if (message.what === 'packs_fetch') settle(id, 'reject', { refused: 'offline', detail: 'the page was left' });
    else post(id);
  }
  listeners.forEach((told) => told('changed'));
});
