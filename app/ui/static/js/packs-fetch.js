// Fetches maps from the server that the page itself comes from, for packs-host.js: the listing, and files to be gone on with
// after a pause, a cut or another day. Nothing is asked before the hiker says so.
import { add, begun, drop, opened, partOf, write } from '/js/packs-shelf.js';

const SERVER = '/packs/';
const LISTING = 'packs.json';
const LISTING_MAX = 1 << 20;
const PIECE = 1 << 20;
/** So often in a row, without a byte in between, a connection may break. */
const TRIES = 4;
const FIRST_WAIT = 100;
/** A server that says nothing for so long is not there. */
const PATIENCE = 30_000;

/** The connection broke or the server is out of order: asking again may help. */
class Broken extends Error {}

/** The bytes of the listing. */
export async function listing() {
  let response;
  try {
    response = await fetch(SERVER + LISTING, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw { refused: 'offline', detail: said(error) };
  }
  if (response.status === 404) throw { refused: 'no-server' };
  if (response.status >= 500) throw { refused: 'offline', detail: `${response.status}` };
  if (!response.ok) throw wrong(LISTING, response.status);
  const text = await response.arrayBuffer().catch((error) => {
    throw { refused: 'offline', detail: said(error) };
  });
  if (text.byteLength > LISTING_MAX) throw wrong(LISTING, 'too long');
  return new Uint8Array(text);
}

/** Fetches a listed file {file, bytes, sha256} under this stem; `job` hears how far it is. What counts is its SHA-256. */
export async function download(listed, stem, job, Sum) {
  const part = partOf(stem);
  const before = (await begun()).find((other) => other.stem === stem);
  if (before && before.sha256 !== listed.sha256) await drop(part);
  await write(`${stem}.loading`, listed.sha256);
  try {
    await opened(part, async (out) => {
      if (out.getSize() > listed.bytes) out.truncate(0);
      job.to(out.getSize());
      let broken = 0;
      while (job.done < listed.bytes) {
        await job.mayGoOn();
        const here = job.done;
        try {
          await rest(listed, out, job);
          broken = 0;
        } catch (error) {
          // The file may fail too: then it is not the network that is to be waited for.
          if (!(error instanceof Broken)) throw error;
          broken = job.done > here ? 1 : broken + 1;
          if (broken >= TRIES) throw { refused: 'offline', detail: said(error) };
          await new Promise((wake) => setTimeout(wake, FIRST_WAIT << broken));
        }
      }
      await job.mayGoOn();
      if (sum(out, Sum) !== listed.sha256) throw { refused: 'other-content' };
    });
  } catch (error) {
    // Only what can be gone on with is kept.
    if (!['offline', 'wrong-answer'].includes(error?.refused)) await drop(part, `${stem}.loading`);
    throw error;
  }
}

/** Asks for what is not here yet, until it has come or the hiker pauses. */
async function rest(listed, out, job) {
  const stop = new AbortController();
  job.stop = () => stop.abort();
  let clock = 0;
  const alive = () => {
    clearTimeout(clock);
    clock = setTimeout(() => stop.abort(), PATIENCE);
  };
  alive();
  try {
    const headers = job.done ? { Range: `bytes=${job.done}-` } : {};
    const asked = fetch(SERVER + listed.file, { headers, cache: 'no-store', signal: stop.signal });
    const response = await asked.catch(lost);
    const begin = beginning(response, listed, job.done);
    if (begin < job.done) out.truncate(begin);
    job.to(begin);
    const reader = response.body.getReader();
    for (;;) {
      alive();
      const { done, value } = await reader.read().catch(lost);
      if (done) break;
      if (job.done + value.length > listed.bytes) throw wrong(listed.file, 'it is longer than listed');
      add(out, value, job.done);
      job.to(job.done + value.length);
    }
    if (job.done < listed.bytes) throw new Broken('the connection ended too early');
  } catch (error) {
    if (!job.held()) throw error;
  } finally {
    clearTimeout(clock);
    stop.abort();
    job.stop = () => {};
  }
}

/** From which byte on the answer is; refuses what is not the file. */
function beginning({ status, headers }, listed, here) {
  if (status >= 500 || status === 429) throw new Broken(`${status}`);
  const range = headers.get('content-range') ?? '';
  if (status !== 200 && !(status === 206 && range.startsWith(`bytes ${here}-`))) throw wrong(listed.file, status);
  const begin = status === 206 ? here : 0;
  // A page that a hotel puts in between has another length: then nothing of what is here is given up.
  if (!headers.get('content-encoding') && Number(headers.get('content-length')) !== listed.bytes - begin) {
    throw wrong(listed.file, 'it is said to have another length');
  }
  return begin;
}

function sum(out, Sum) {
  const [all, piece] = [new Sum(), new Uint8Array(PIECE)];
  for (let at = 0; at < out.getSize(); at += PIECE) all.add(piece.subarray(0, out.read(piece, { at })));
  return all.end();
}

function lost(error) {
  throw new Broken(said(error));
}

function wrong(file, what) {
  return { refused: 'wrong-answer', detail: `${file}: ${what}` };
}

function said(error) {
  return String(error?.message ?? error);
}
