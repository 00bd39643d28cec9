// Makes the app start without a network. One version of the app is one cache, filled completely and checked file by file
// before it is used: two versions never mix. The catalogue is not here; the engine keeps it in the browser's file system.
const precache = /*PRECACHE*/ null;
const PREFIX = 'sente-';
const CACHE = PREFIX + precache.version;
const HASH = 'x-sente-sha256';
const PAGE = '/index.html';
const listed = new Set(precache.files.map(([path]) => path));

self.addEventListener('install', (event) => event.waitUntil(fill()));

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', (event) => {
  if (event.data !== 'take-over-if-alone') return;
  event.waitUntil(
    (async () => {
      const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      if (pages.length <= 1) await self.skipWaiting();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  // What the server answers itself is no screen of the app.
  if (['/avis/', '/connexion/', '/v1/'].some((start) => url.pathname.startsWith(start))) return;
  if (request.mode === 'navigate') event.respondWith(kept(PAGE, request));
  else if (listed.has(url.pathname)) event.respondWith(kept(url.pathname, request));
});

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

/** All files or none: one that is missing or wrong fails the installation, and the present version stays. */
async function fill() {
  const cache = await caches.open(CACHE);
  const queue = [...precache.files];
  const fetchNext = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await take(cache, ...next);
  };
  try {
    await Promise.all([fetchNext(), fetchNext(), fetchNext(), fetchNext()]);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function take(cache, path, hash) {
  const before = await caches.match(path);
  if (before?.headers.get(HASH) === hash) return cache.put(path, before);
  const response = await fetch(path, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== hash) throw new Error(`${path} belongs to another version`);
  const headers = new Headers(response.headers);
  headers.set(HASH, hash);
  return cache.put(path, new Response(bytes, { headers }));
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
