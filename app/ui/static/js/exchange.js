// Carries out what the engine wants to exchange with the server that the page came from: one request after another, at the
// start, when the network is back, when something was written, and when the engine's own patience ends.

const PATIENCE = 30_000;
const LONGEST_TIMER = 3_600_000;
/** Smaller bodies only grow. */
const COMPRESSED_FROM = 300;

/** Answers a function that begins an exchange now; `tell` hears when the screens have something new to show. */
export function exchanger(host, tell) {
  let running = false;
  let again = false;
  let timer;

  async function begin() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    try {
      do {
        again = false;
        for (let request; (request = host.next_request()); ) {
          if (host.receive(...(await send(request)))) tell();
        }
      } while (again);
    } catch (error) {
      console.warn(`the exchange broke off: ${error}`);
    }
    running = false;
    const wait = host.wait();
    if (wait !== undefined) timer = setTimeout(begin, Math.min(Math.max(wait, 1_000), LONGEST_TIMER));
  }

  self.addEventListener('online', () => {
    host.exchange_now();
    begin();
  });
  return begin;
}

/** The bytes of a photo that others may see; null where it cannot be had now. */
export async function fetchedPhoto(id) {
  try {
    const response = await fetch(`/v1/photos/${id}`, { signal: AbortSignal.timeout(PATIENCE) });
    const isPhoto = response.ok && response.headers.get('content-type') === 'image/jpeg';
    return isPhoto ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

/**
 * The arguments of `Host.receive`. It simply tries: a browser that believes to be off the network is wrong about a server on
 * this machine, or on a Wi-Fi that leads nowhere else.
 */
async function send({ method, path, headers, body }) {
  try {
    const options = { method, headers: new Headers(headers), redirect: 'error', cache: 'no-cache' };
    options.signal = AbortSignal.timeout(PATIENCE);
    if (body.length > 0) options.body = body;
    if (body.length > COMPRESSED_FROM && method === 'POST') {
      options.body = await gzip(body);
      options.headers.set('content-encoding', 'gzip');
    }
    const response = await fetch(path, options);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const sum = response.headers.get('sente-sum') ?? undefined;
    return [response.status, number(response, 'upload-offset'), number(response, 'retry-after'), sum, bytes];
  } catch {
    return [0, undefined, undefined, undefined, new Uint8Array()];
  }
}

function number(response, header) {
  const text = response.headers.get(header);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function gzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
