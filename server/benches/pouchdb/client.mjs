// The peer's client: PouchDB in memory. node client.mjs push|pull URL BATCH DEVICES DOCUMENTS.json
// Makes itself ready, with the documents shared out among so many devices, and says so; waits for a line, replicates, some
// devices at the same time, and says how many documents it was and what it took.
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';

/** Devices that replicate at the same time. */
const AT_ONCE = 48;

PouchDB.plugin(memory);
const [way, url, batch, count, list] = process.argv.slice(2);
const documents = JSON.parse(readFileSync(list, 'utf8'));
const each = Math.ceil(documents.length / Number(count));
const devices = [];
for (let first = 0; first < documents.length; first += each) {
  const device = new PouchDB(`device-${first}`, { adapter: 'memory' });
  if (way === 'push') await device.bulkDocs(documents.slice(first, first + each));
  else await device.info();
  devices.push(device);
}
console.log('ready');
await once(process.stdin, 'data');

const cpu = process.cpuUsage();
const began = performance.now();
const options = { batch_size: Number(batch) };
let written = 0;
async function replicate() {
  for (let device; (device = devices.pop()); ) {
    const result = way === 'push' ? await device.replicate.to(url, options) : await device.replicate.from(url, options);
    written += result.docs_written;
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, replicate));
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ written, seconds, cpu: (user + system) / 1e6 }));
process.exit(0);
