// The worker that has the map packs in the browser, one in each tab that shows a map. A pack lies in the private file
// system as NAME.pmtiles, and counts once its mark NAME.ready lies beside it: what a crash left without a mark is removed
// by the next worker. Reading takes no lock, so all tabs read at once; one tab at a time installs.
//
// page → here   {id, what, …}
// here → page   {id, value} · {id, refused: PackRefused} · {event: 'progress', value} · {event: 'changed'}
import init, { Drawing, Reader, Reliefs, best } from '/sente-packs.js';

const FOLDER = 'packs';
const LOCK = 'sente-packs-install';
const [FILE, MARK] = ['.pmtiles', '.ready'];
const NAME = /^[a-z0-9-]{1,44}$/;
const PIECE = 1 << 20;
/** What comes with the app; the service worker has it in its cache. */
const BUNDLED = '/data/packs.json';

const channel = new BroadcastChannel('sente-packs');
/** File → a promise of its reader. */
const readers = new Map();
/** File → a promise of its places; read when they are first asked for. */
const places = new Map();
/** A promise of all reliefs together. */
let reliefs = null;
/** The file that the hiker has chosen. */
let offered = null;
/** What is being installed here: {done, total, paused, cancelled, wake}. */
let job = null;

const wasm = init();
const bundled = bundledPacks();
const cleaned = wasm.then(removeUnfinished).catch(() => {});

const answers = {
  packs_state: state,
  packs_offer: offer,
  packs_install: install,
  packs_pause: ({ paused }) => void (job && ((job.paused = paused), job.wake(), progress())),
  packs_cancel: () => void (job && ((job.cancelled = true), job.wake())),
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
  for (const file of await installed()) {
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
  for (const file of await installed()) {
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
  for (const file of [...(await bundled).keys(), ...(await installed())]) {
    const open = await reader(file).catch((error) => console.warn(`${file} is not on the picture:`, error));
    if (open) drawing.add(open);
  }
  return drawing.svg(JSON.stringify(order));
}

async function state() {
  await cleaned;
  const found = { packs: [], broken: [], free: await free(), installing: now() };
  const named = [...(await bundled).keys(), ...(await installed())];
  for (const file of named) {
    try {
      const about = JSON.parse((await reader(file)).about());
      found.packs.push({ ...about, file, bundled: (await bundled).has(file) });
    } catch (error) {
      const bytes = await content(file).then((blob) => blob.size, () => 0);
      found.broken.push({ file, bytes, detail: String(error?.message ?? error) });
    }
  }
  return found;
}

/** Looks at a file of the hiker; nothing of it is kept yet. */
async function offer({ file }) {
  const about = JSON.parse(new Reader(file).about());
  offered = file;
  return { pack: { ...about, file: file.name, bundled: false }, free: await free(), replaces: null };
}

async function install({ name }) {
  const file = offered;
  if (!file || !NAME.test(name)) throw { refused: 'gone' };
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock || job) throw { refused: 'busy' };
    const room = await free();
    if (room !== null && room < file.size) throw { refused: 'no-room', needed: file.size, free: room };
    job = { done: 0, total: file.size, paused: false, cancelled: false, wake: () => {} };
    progress();
    try {
      await keep(file, name);
      offered = null;
    } catch (error) {
      // What the browser says of its room is not always what it gives.
      throw isQuota(error) ? { refused: 'no-room', needed: file.size, free: null } : error;
    } finally {
      job = null;
      progress();
    }
    changed();
    return null;
  });
}

/** Writes the file beside the others, reads it back and marks it; or leaves nothing. */
async function keep(file, name) {
  const packs = await folder(true);
  try {
    const handle = await packs.getFileHandle(name + FILE, { create: true });
    const out = await handle.createSyncAccessHandle();
    try {
      out.truncate(0);
      while (job.done < file.size) {
        await mayGoOn();
        const piece = new Uint8Array(await file.slice(job.done, job.done + PIECE).arrayBuffer());
        const written = out.write(piece, { at: job.done });
        if (written < piece.length) throw Object.assign(new Error('the device took no more'), { name: 'QuotaExceededError' });
        job.done += written;
        progress();
      }
      out.flush();
    } finally {
      out.close();
    }
    new Reader(await handle.getFile()).check();
    if (job.cancelled) throw { refused: 'cancelled' };
    await packs.getFileHandle(name + MARK, { create: true });
  } catch (error) {
    await packs.removeEntry(name + FILE).catch(() => {});
    throw error;
  }
}

/** Waits while the hiker has paused, and stops where they have cancelled. */
async function mayGoOn() {
  while (job.paused && !job.cancelled) await new Promise((wake) => (job.wake = wake));
  if (job.cancelled) throw { refused: 'cancelled' };
}

/** The mark goes first: half a deletion is none of the maps any more. */
async function remove({ file }) {
  if (!NAME.test(file)) throw { refused: 'gone' };
  const packs = await folder(true);
  await packs.removeEntry(file + MARK).catch(() => {});
  await packs.removeEntry(file + FILE);
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
  const own = (await bundled).get(file);
  if (own) return own;
  if (!NAME.test(file)) throw { refused: 'gone' };
  return (await (await folder(false)).getFileHandle(file + FILE)).getFile();
}

/** The maps of the app, straight from the cache of the service worker: ADR 8. */
async function bundledPacks() {
  const packs = new Map();
  try {
    for (const file of await (await fetch(BUNDLED)).json()) {
      const response = await fetch(`/data/${file}${FILE}`);
      if (response.ok) packs.set(file, await response.blob());
    }
  } catch (error) {
    console.warn('the maps of the app are not here:', error);
  }
  return packs;
}

/** Names of the finished ones. */
async function installed() {
  const names = await listed();
  return names.filter((name) => name.endsWith(FILE)).map(stem).filter((name) => names.includes(name + MARK));
}

/** A tab that installs holds the lock: then nothing is removed. */
function removeUnfinished() {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const names = await listed();
    const finished = (name) => names.includes(stem(name) + MARK) && names.includes(stem(name) + FILE);
    const rest = names.filter((name) => !finished(name));
    if (rest.length) {
      const packs = await folder(false);
      for (const name of rest) await packs.removeEntry(name);
    }
  });
}

function stem(name) {
  return name.slice(0, name.lastIndexOf('.'));
}

/** All files; none where there is no folder or no storage at all. */
async function listed() {
  const names = [];
  try {
    for await (const name of (await folder(false)).keys()) names.push(name);
  } catch (error) {
    if (error?.name !== 'NotFoundError') console.warn('the maps cannot be listed:', error);
  }
  return names.sort();
}

async function folder(create) {
  if (!navigator.storage?.getDirectory || !('FileSystemSyncAccessHandle' in self)) {
    throw { refused: 'read-only', detail: 'this browser has no private file system' };
  }
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create });
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
