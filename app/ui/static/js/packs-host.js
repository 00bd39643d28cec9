// The worker that has the map packs in the browser, one in each tab that shows a map; packs-shelf.js says how they lie in
// the private file system, packs-fetch.js gets them from the server. Reading takes no lock, so all tabs read at once; one
// tab at a time installs.
//
// page → here   {id, what, …}
// here → page   {id, value} · {id, refused: PackRefused} · {event: 'progress', value} · {event: 'changed'}
import init, { Drawing, Reader, Reliefs, Sum, best, ends, fits, listing, overlay } from '/sente-packs.js';
import * as server from '/js/packs-fetch.js';
import * as shelf from '/js/packs-shelf.js';

const LOCK = 'sente-packs-install';
const PIECE = 1 << 20;
/** The screens are told no more often. */
const BETWEEN_NEWS = 80;
/** What comes with the app; the service worker has it in its cache. */
const BUNDLED = '/data/packs.json';

const channel = new BroadcastChannel('sente-packs');
/** File → a promise of its reader. */
const readers = new Map();
/** File → a promise of its places; read when they are first asked for. */
const places = new Map();
/** A promise of all reliefs together. */
let reliefs = null;
/** The file that the hiker has chosen: {file, updates}, the latter where it holds changes of a map. */
let chosen = null;
/** What the server has proposed last. */
let proposed = null;
/** What is being installed here. */
let job = null;

const wasm = init();
const bundled = bundledPacks();
const cleaned = wasm.then(() => ifAlone(shelf.tidy)).catch(() => {});

const answers = {
  packs_state: state,
  packs_offer: offer,
  packs_install: install,
  packs_offered: offered,
  packs_fetch: fetchListed,
  packs_pause: ({ paused }) => void job?.wish({ paused }),
  packs_cancel: () => void job?.wish({ cancelled: true }),
  packs_delete: remove,
  packs_search: search,
  packs_elevation: ground(({ lon, lat }, known) => known.elevation(lon, lat)),
  packs_profile: ground(({ line }, known) => known.profile(Float64Array.from(line.flat()))),
  packs_picture: picture,
  tile,
};

self.onmessage = async ({ data: { id, what, ...args } }) => {
  try {
    await wasm;
    const value = await answers[what](args);
    self.postMessage({ id, value }, value instanceof ArrayBuffer ? [value] : []);
  } catch (error) {
    self.postMessage({ id, refused: refusal(error) });
  }
};

channel.onmessage = () => {
  forget();
  self.postMessage({ event: 'changed' });
};

/** Something else lies on the device now. */
function changed() {
  forget();
  channel.postMessage('changed');
  self.postMessage({ event: 'changed' });
}

function forget() {
  readers.clear();
  places.clear();
  reliefs = null;
}

/** Places of the detailed maps. A map that cannot be read finds nothing; the list of maps says why. */
async function search({ wanted }) {
  const asked = JSON.stringify(wanted);
  const found = [];
  for (const file of await shelf.installed()) {
    if (!places.has(file)) places.set(file, placesOf(file).catch(() => null));
    const known = await places.get(file);
    if (known) found.push(...JSON.parse(known.find(asked)));
  }
  return JSON.parse(best(JSON.stringify(found), asked));
}

async function placesOf(file) {
  const open = await reader(file);
  if (JSON.parse(open.about()).kind !== 'detail') return null;
  const found = open.places();
  if (found.unreadable) console.warn(`${file}: ${found.unreadable} tiles cannot be read; their places are not found`);
  return found;
}

/** Asks the reliefs, and once more where a file is no longer the one that was open. */
function ground(ask) {
  const asked = async (args) => JSON.parse(ask(args, await (reliefs ??= openReliefs())));
  return (args) =>
    asked(args).catch((error) => {
      if (error?.refused !== 'gone') throw error;
      reliefs = null;
      return asked(args);
    });
}

/** A map that cannot be read knows nothing; the list of maps says why. */
async function openReliefs() {
  const all = new Reliefs();
  for (const file of await shelf.installed()) {
    try {
      const blob = await content(file);
      if (JSON.parse((await reader(file)).about()).kind === 'relief') all.add(blob);
    } catch (error) {
      console.warn(`the relief of ${file} cannot be read:`, error);
    }
  }
  return all;
}

/** A picture of a route, as SVG. A map that cannot be read is not on it; the list of maps says why. */
function picture({ order }) {
  return drawn(order).catch((error) => {
    if (error?.refused !== 'gone') throw error;
    readers.clear();
    return drawn(order);
  });
}

async function drawn(order) {
  const drawing = new Drawing();
  for (const file of [...(await bundled).keys(), ...(await shelf.installed())]) {
    const open = await reader(file).catch((error) => console.warn(`${file} is not on the picture:`, error));
    if (open) drawing.add(open);
  }
  return drawing.svg(JSON.stringify(order));
}

async function state() {
  await cleaned;
  const found = { packs: [], broken: [], free: await free(), installing: now(), server: null };
  const named = [...(await bundled).keys(), ...(await shelf.installed())];
  for (const file of named) {
    try {
      const about = JSON.parse((await reader(file)).about());
      const own = (await bundled).has(file);
      found.packs.push({ ...about, file, bundled: own, sha256: own ? null : await shelf.fingerprint(file) });
    } catch (error) {
      const bytes = await content(file).then((blob) => blob.size, () => 0);
      found.broken.push({ file, bytes, detail: String(error?.message ?? error) });
    }
  }
  return found;
}

/** Looks at a file of the hiker; nothing of it is kept yet. */
async function offer({ file }) {
  const led = ends(file);
  const updates = led ? await fitting(file, led[0]) : null;
  const about = JSON.parse((updates ? await reader(updates) : new Reader(file)).about());
  chosen = { file, updates };
  const pack = { ...about, file: updates ?? file.name, bundled: false };
  return { pack, free: await free(), replaces: null, updates: updates ? file.size : null };
}

/** The installed map that these changes begin from. */
async function fitting(changes, from) {
  const names = await shelf.installed();
  for (const name of names) if ((await shelf.fingerprint(name)) === from) return name;
  // Of some maps it is not known which they are: then they are read.
  for (const name of names) {
    if ((await shelf.fingerprint(name)) === null && fits(await shelf.content(name), changes)) return name;
  }
  throw { refused: 'no-such-map' };
}

async function install({ name }) {
  if (!chosen) throw { refused: 'gone' };
  const { file, updates } = chosen;
  shelf.checked(name);
  await alone(file.size, 0, async () => {
    if (updates) await update(updates, ends(file)[1], (stem) => copy(file, shelf.partOf(stem)));
    else await keep(name, (stem) => copy(file, shelf.partOf(stem)));
  });
  chosen = null;
  return null;
}

/** Asks the server what it proposes. */
async function offered() {
  proposed = JSON.parse(listing(await server.listing()));
  const wanted = new Set([...proposed.packs, ...proposed.changes].map(({ sha256 }) => sha256));
  // What is not listed any more is of no use.
  await ifAlone(async () => {
    const old = (await shelf.begun()).filter(({ sha256 }) => !wanted.has(sha256));
    for (const { stem } of old) await shelf.drop(shelf.partOf(stem), `${stem}.loading`);
  });
  const begun = (await shelf.begun()).map(({ sha256, bytes }) => ({ sha256, bytes }));
  return { listing: proposed, begun };
}

/** Fetches a listed file: a map, to be called `name`, or changes of the map `name`. */
async function fetchListed({ file, name }) {
  shelf.checked(name);
  const pack = proposed?.packs.find((listed) => listed.file === file);
  const listed = pack ?? proposed?.changes.find((changes) => changes.file === file);
  if (!listed) throw { refused: 'gone' };
  const begun = (await shelf.begun()).find(({ sha256 }) => sha256 === listed.sha256);
  const get = async (stem) => {
    await server.download(listed, stem, job, Sum);
    return listed.sha256;
  };
  await alone(listed.bytes, begun?.bytes ?? 0, async () => {
    if (!pack) return update(name, listed.to, get);
    return keep(begun?.name ?? (await freeName(name)), get);
  });
  return null;
}

/** Another download that was begun may have the name. */
async function freeName(name) {
  const taken = new Set((await shelf.listed()).map((file) => file.split('.')[0]));
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${name}-${number}`;
    if (!taken.has(free)) return shelf.checked(free);
  }
}

/** One map comes at a time, in all tabs. */
function alone(total, here, work) {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock || job) throw { refused: 'busy' };
    const [room, needed] = [await free(), total - here];
    if (room !== null && room < needed) throw { refused: 'no-room', needed, free: room };
    job = newJob(total);
    progress();
    try {
      await work();
    } catch (error) {
      // What the browser says of its room is not always what it gives.
      throw isQuota(error) ? { refused: 'no-room', needed, free: null } : error;
    } finally {
      job = null;
      progress();
      // Also what was broken off takes room, or has freed some.
      changed();
    }
  });
}

/** Does it only while no tab installs. */
function ifAlone(work) {
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work() : null));
}

function newJob(total) {
  let told = 0;
  return {
    done: 0,
    total,
    paused: false,
    cancelled: false,
    wake: () => {},
    stop: () => {},
    to(done) {
      this.done = done;
      if (performance.now() - told < BETWEEN_NEWS && done < total) return;
      told = performance.now();
      progress();
    },
    wish(wishes) {
      Object.assign(this, wishes);
      this.wake();
      if (this.held()) this.stop();
      progress();
    },
    held() {
      return this.paused || this.cancelled;
    },
    /** Waits while the hiker has paused, and stops where they have cancelled. */
    async mayGoOn() {
      while (this.paused && !this.cancelled) await new Promise((wake) => (this.wake = wake));
      if (this.cancelled) throw { refused: 'cancelled' };
    },
  };
}

/** Has a new map written, reads it back and marks it; or leaves nothing but what can be gone on with. */
async function keep(name, written) {
  const sha256 = await written(name);
  try {
    new Reader(await shelf.file(`${name}.pmtiles`)).check();
    if (job.cancelled) throw { refused: 'cancelled' };
    await shelf.write(`${name}.ready`, sha256);
  } catch (error) {
    await shelf.drop(`${name}.ready`, `${name}.pmtiles`);
    throw error;
  } finally {
    await shelf.drop(`${name}.loading`);
  }
}

/** Has changes written beside their map and lays them over it; until their mark is there the map is the old one. */
async function update(name, to, written) {
  const stem = await shelf.nextLayer(name);
  await written(stem);
  try {
    const over = overlay(await shelf.content(name), await shelf.file(`${stem}.pmdelta`));
    await shelf.write(`${stem}.over`, over);
    if (job.cancelled) throw { refused: 'cancelled' };
    await shelf.write(`${stem}.ready`, to);
  } catch (error) {
    await shelf.drop(`${stem}.ready`, `${stem}.over`, `${stem}.pmdelta`);
    throw error;
  } finally {
    await shelf.drop(`${stem}.loading`);
  }
}

/** Copies a file of the hiker; answers its SHA-256. */
async function copy(file, to) {
  const sum = new Sum();
  try {
    await shelf.opened(to, async (out) => {
      out.truncate(0);
      while (job.done < file.size) {
        await job.mayGoOn();
        const piece = new Uint8Array(await file.slice(job.done, job.done + PIECE).arrayBuffer());
        shelf.add(out, piece, job.done);
        sum.add(piece);
        job.to(job.done + piece.length);
      }
    });
  } catch (error) {
    await shelf.drop(to);
    throw error;
  }
  return sum.end();
}

async function remove({ file }) {
  await shelf.remove(file);
  changed();
  return null;
}

async function tile({ file, z, x, y }) {
  const read = async () => (await reader(file)).tile(z, x, y)?.buffer ?? null;
  return read().catch((error) => {
    if (error?.refused !== 'gone') throw error;
    // The file that was open may be another one of the same name by now.
    readers.delete(file);
    return read();
  });
}

function reader(file) {
  let open = readers.get(file);
  if (!open) {
    open = content(file).then((blob) => new Reader(blob));
    open.catch(() => readers.delete(file));
    readers.set(file, open);
  }
  return open;
}

async function content(file) {
  return (await bundled).get(file) ?? shelf.content(file);
}

/** The maps of the app, straight from the cache of the service worker: ADR 8. */
async function bundledPacks() {
  const packs = new Map();
  try {
    for (const file of await (await fetch(BUNDLED)).json()) {
      const response = await fetch(`/data/${file}.pmtiles`);
      if (response.ok) packs.set(file, await response.blob());
    }
  } catch (error) {
    console.warn('the maps of the app are not here:', error);
  }
  return packs;
}

async function free() {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  return Number.isFinite(quota) && Number.isFinite(usage) ? Math.max(0, quota - usage) : null;
}

function now() {
  return job && { done: job.done, total: job.total, paused: job.paused };
}

function progress() {
  self.postMessage({ event: 'progress', value: now() });
}

function isQuota(error) {
  return /QuotaExceeded|quota/i.test(String(error?.name) + String(error));
}

function refusal(error) {
  const detail = String(error?.message ?? error);
  // Our own refusals are plain objects; those of the reader are errors with a word.
  if (error?.refused) return error instanceof Error ? { refused: error.refused, detail } : error;
  if (/NotFoundError|NotReadableError/.test(error?.name)) return { refused: 'gone' };
  // Firefox and Safari refuse the file system in private windows with one of these.
  if (/SecurityError|NotAllowedError|InvalidStateError|NoModificationAllowedError|UnknownError/.test(error?.name)) {
    return { refused: 'read-only', detail };
  }
  return { refused: 'failed', detail };
}
