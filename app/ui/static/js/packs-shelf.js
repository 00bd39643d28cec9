// The map packs in the private file system of the browser, for packs-host.js. NAME.pmtiles is a map once its mark
// NAME.ready lies beside it. Changes are laid over it and never written into it (ADR 9): NAME.1.pmdelta, with what else is
// new in NAME.1.over, counts once NAME.1.ready is there, and so on with 2. A mark holds the SHA-256 of the published
// map that one has then. NAME.loading or NAME.1.loading says what is being fetched: the part that is here can be
// gone on with. Whatever else lies there was left by a crash, and goes.
const FOLDER = 'packs';
const NAME = /^[a-z0-9-]{1,44}$/;
const FILE = /^([a-z0-9-]{1,44})(\.\d{1,4})?\.(pmtiles|pmdelta|over|ready|loading)$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** Refuses a name that could lead anywhere else. */
export function checked(name) {
  if (!NAME.test(name)) throw { refused: 'gone' };
  return name;
}

async function folder(create) {
  if (!navigator.storage?.getDirectory || !('FileSystemSyncAccessHandle' in self)) {
    throw { refused: 'read-only', detail: 'this browser has no private file system' };
  }
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create });
}

/** All files; none where there is no folder or no storage at all. */
export async function listed() {
  const names = [];
  try {
    for await (const name of (await folder(false)).keys()) names.push(name);
  } catch (error) {
    if (error?.name !== 'NotFoundError') console.warn('the maps cannot be listed:', error);
  }
  return names.sort();
}

/** Names of the finished maps. */
export async function installed() {
  const all = new Set(await listed());
  return [...all].filter((file) => file.endsWith('.ready')).map((file) => file.slice(0, -'.ready'.length)).filter((name) => NAME.test(name) && all.has(`${name}.pmtiles`));
}

/** How many changes lie over a map. */
function layers(name, all) {
  let count = 0;
  while (['pmdelta', 'over', 'ready'].every((ending) => all.has(`${name}.${count + 1}.${ending}`))) count += 1;
  return count;
}

/** The next changes of a map have this stem. */
export async function nextLayer(name) {
  return `${name}.${layers(name, new Set(await listed())) + 1}`;
}

/** A map with everything that lies over it, as one file: the browser joins the parts without reading them. */
export async function content(name) {
  const all = new Set(await listed());
  if (!all.has(`${checked(name)}.ready`)) throw { refused: 'gone' };
  let map = await file(`${name}.pmtiles`);
  for (let layer = 1; layer <= layers(name, all); layer += 1) {
    const [delta, over] = [await file(`${name}.${layer}.pmdelta`), await file(`${name}.${layer}.over`)];
    const head = new DataView(await over.slice(0, 4).arrayBuffer()).getUint32(0, true);
    map = new Blob([over.slice(4, 4 + head), map.slice(head), delta, over.slice(4 + head)]);
  }
  return map;
}

/** Which published map this is, where that is known. */
export async function fingerprint(name) {
  const count = layers(name, new Set(await listed()));
  const text = await (await file(count ? `${name}.${count}.ready` : `${name}.ready`)).text();
  return SHA256.test(text) ? text : null;
}

export async function file(name) {
  return (await (await folder(false)).getFileHandle(name)).getFile();
}

/** Writes a small file. */
export async function write(name, content) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await opened(name, (out) => {
    out.truncate(0);
    add(out, bytes, 0);
  });
}

/** Opens a file for writing as long as `work` takes, and makes it safe. */
export async function opened(name, work) {
  const out = await (await (await folder(true)).getFileHandle(name, { create: true })).createSyncAccessHandle();
  try {
    const value = await work(out);
    out.flush();
    return value;
  } finally {
    out.close();
  }
}

/** Writes all of the bytes at this place, or says that there is no more room. */
export function add(out, bytes, at) {
  if (out.write(bytes, { at }) < bytes.length) {
    throw Object.assign(new Error('the device took no more'), { name: 'QuotaExceededError' });
  }
}

export async function drop(...names) {
  const packs = await folder(true);
  for (const name of names) await packs.removeEntry(name).catch(() => {});
}

/** The mark goes first: half a deletion is none of the maps any more. */
export async function remove(name) {
  const packs = await folder(true);
  await packs.removeEntry(`${checked(name)}.ready`);
  await drop(...(await listed()).filter((other) => other.startsWith(`${name}.`)));
}

/** What was begun: {stem, name, sha256, bytes}, where `stem` is that of its files. */
export async function begun() {
  const found = [];
  for (const name of (await listed()).filter((other) => other.endsWith('.loading'))) {
    const stem = name.slice(0, -'.loading'.length);
    const sha256 = await (await file(name)).text();
    const part = await file(partOf(stem)).catch(() => null);
    if (part && SHA256.test(sha256)) found.push({ stem, name: stem.split('.')[0], sha256, bytes: part.size });
  }
  return found;
}

/** The file that grows under this stem. */
export function partOf(stem) {
  return stem + (stem.includes('.') ? '.pmdelta' : '.pmtiles');
}

/** Removes what belongs to no map and to nothing that was begun. Only who holds the lock may. */
export async function tidy() {
  const all = new Set(await listed());
  const rest = [...all].filter((other) => !belongs(other, all));
  if (rest.length) await drop(...rest);
}

function belongs(other, all) {
  const [, name, layer, ending] = FILE.exec(other) ?? [];
  if (!name) return false;
  const ready = all.has(`${name}.ready`) && all.has(`${name}.pmtiles`);
  if (!layer) {
    const loading = all.has(`${name}.loading`) && all.has(`${name}.pmtiles`);
    return ending === 'pmtiles' ? ready || loading : ending === (ready ? 'ready' : 'loading') && (ready || loading);
  }
  const count = layers(name, all);
  if (!ready || Number(layer.slice(1)) > count + 1) return false;
  if (Number(layer.slice(1)) <= count) return ending !== 'loading';
  return (ending === 'pmdelta' || ending === 'loading') && all.has(`${name}${layer}.loading`);
}
