// The browser host of the engine. Each tab starts one; one of them leads: it alone has the databases open (OPFS allows
// no second one) and answers for all tabs. The page sees none of this: it asks, and gets its answer.
//
// page → here   {id, request} · {id, photo: bytes} (keep it) · {id, photo: name} (its bytes)
// here → page   {id, answer} · {event: 'progress', done, total} · {event: 'ready'} · {event: 'failed', reason, detail, carnet}
//               {event: 'news'}: the exchange with the server has brought something
//               reasons: no-storage, quota, no-catalogue, damaged, newer-carnet, broken;
//               carnet: the bytes of the notebook, with newer-carnet only
import init, { Host } from '/sente-worker.js';
import { exchanger, fetchedPhoto } from './exchange.js';

const LOCK = 'sente-engine';
const CATALOGUE = '/data/catalogue.sqlite';
const OPEN_TRIES = 50;

const me = crypto.randomUUID();
const channel = new BroadcastChannel('sente-engine');
/** What our page has asked and not got yet: id → question. A new leader is asked again; writes may come twice. */
const waiting = new Map();
/** The engine, when we lead, and what begins its exchange with the server. */
let host = null;
let exchange = () => {};
let ready = false;

self.onmessage = ({ data: { id, ...question } }) => {
  waiting.set(id, question);
  if (host) settle(id, ask(question));
  else if (ready) channel.postMessage({ kind: 'ask', from: me, id, question });
};

channel.onmessage = ({ data }) => {
  if (host) {
    if (data.kind === 'hello') channel.postMessage({ kind: 'ready' });
    if (data.kind === 'ask') reply(data);
    return;
  }
  if (data.kind === 'ready') follow();
  if (data.kind === 'progress' && !ready) self.postMessage({ event: 'progress', ...data.progress });
  if (data.kind === 'reply' && data.to === me) settle(data.id, data.answer);
  if (data.kind === 'news') self.postMessage({ event: 'news' });
};

async function reply({ from, id, question }) {
  channel.postMessage({ kind: 'reply', to: from, id, answer: await ask(question) });
}

/** A leader is there: tell the page, and ask the leader whatever is still open. */
function follow() {
  announce();
  for (const [id, question] of waiting) channel.postMessage({ kind: 'ask', from: me, id, question });
}

function announce() {
  if (!ready) self.postMessage({ event: 'ready' });
  ready = true;
}

/** An answer may still be on its way: a photo of somebody else comes from the server. */
async function settle(id, answer) {
  const whole = await answer;
  // A request that was sent twice may be answered twice.
  if (waiting.delete(id)) self.postMessage({ id, answer: whole });
}

/** Asks the engine. A trap inside wasm is answered as an error: the page must never wait for ever. */
function ask({ request, photo }) {
  try {
    if (photo instanceof Uint8Array) return host.add_photo(photo);
    if (photo !== undefined) return host.photo(photo) ?? fetchedPhoto(photo);
    const answer = host.answer(request);
    if (host.stirred()) exchange();
    return answer;
  } catch (error) {
    return JSON.stringify({ err: { error: 'unavailable', reason: String(error) } });
  }
}

/** Leads until this tab closes. Runs once we hold the lock. */
async function lead() {
  await init();
  const opened = await openStorage();
  const version = await catalogue(opened);
  try {
    opened.start(version, crypto.getRandomValues(new Uint8Array(32)));
  } catch (error) {
    // The hiker can still take the notebook out, as it is.
    if (error?.reason === 'newer-carnet') error.carnet = opened.carnet();
    throw error;
  }
  host = opened;
  exchange = exchanger(host, tellNews);
  for (const [id, question] of waiting) settle(id, ask(question));
  announce();
  channel.postMessage({ kind: 'ready' });
  exchange();
}

/** After a leader died, the browser may hold its files for a moment longer. */
async function openStorage() {
  if (!navigator.storage?.getDirectory || !('FileSystemSyncAccessHandle' in self)) {
    throw failure('no-storage', 'this browser has no private file system');
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await Host.open();
    } catch (error) {
      const busy = String(error).includes('NoModificationAllowedError');
      if (!busy || attempt === OPEN_TRIES) throw error;
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
}

/** The version to open: the one this app belongs to, fetched if need be; else, without a network, the one we have. */
async function catalogue(opened) {
  let wanted;
  try {
    wanted = await (await fetched('/data/catalogue.json')).json();
    if (opened.holds(wanted.sha256)) return wanted.sha256;
    opened.put(wanted.sha256, await download(wanted));
    return wanted.sha256;
  } catch (error) {
    const kept = opened.kept(wanted?.sha256);
    if (kept) return kept;
    throw error.reason || isQuota(error) ? error : failure('no-catalogue', String(error));
  }
}

async function download({ sha256, bytes }) {
  const response = await fetched(`${CATALOGUE}?v=${sha256}`);
  const whole = new Uint8Array(bytes);
  let done = 0;
  for await (const chunk of response.body) {
    if (done + chunk.length > bytes) throw failure('damaged', 'the catalogue is longer than announced');
    whole.set(chunk, done);
    done += chunk.length;
    progress(done, bytes);
  }
  return whole;
}

async function fetched(url) {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw failure('no-catalogue', `${url}: ${response.status}`);
  return response;
}

function tellNews() {
  self.postMessage({ event: 'news' });
  channel.postMessage({ kind: 'news' });
}

function progress(done, total) {
  self.postMessage({ event: 'progress', done, total });
  channel.postMessage({ kind: 'progress', progress: { done, total } });
}

function failure(reason, detail) {
  return Object.assign(new Error(detail), { reason });
}

function isQuota(error) {
  return /QuotaExceeded|quota/i.test(String(error?.name) + String(error));
}

function reasonOf(error) {
  if (error?.reason) return error.reason;
  if (isQuota(error)) return 'quota';
  // Firefox and Safari refuse OPFS in private windows with one of these.
  if (/SecurityError|NotAllowedError|InvalidStateError|UnknownError/.test(String(error))) return 'no-storage';
  return 'broken';
}

channel.postMessage({ kind: 'hello' });
navigator.locks
  .request(LOCK, async () => {
    await lead();
    await new Promise(() => {});
  })
  .catch((error) => {
    const detail = String(error?.message ?? error);
    self.postMessage({ event: 'failed', reason: reasonOf(error), detail, carnet: error?.carnet });
  });
