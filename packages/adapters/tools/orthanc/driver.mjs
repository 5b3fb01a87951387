// Orthanc as a de-identifier: driver.mjs INPUT OUTPUT WORK REQUEST. Starts a server on the loopback, uploads every file, anonymizes patient by
// patient, fetches the results under the names of their originals, and stops the server.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [input, output, work, request] = process.argv.slice(2);
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const store = join(work, 'store');
const settings = {
  Name: 'deidbench',
  HttpPort: port,
  DicomServerEnabled: false,
  RemoteAccessAllowed: false,
  AuthenticationEnabled: false,
  StorageDirectory: store,
  IndexDirectory: store,
  Plugins: [],
  SaveJobs: false,
};
mkdirSync(store, { recursive: true });
writeFileSync(join(work, 'orthanc.json'), JSON.stringify(settings));
const server = spawn('Orthanc', [join(work, 'orthanc.json')], { stdio: ['ignore', 'ignore', 'inherit'] });
const ended = new Promise((settle) => server.on('close', settle));
server.on('error', (error) => {
  console.error(`Orthanc does not start: ${error.message}`);
  process.exit(1);
});

// Comments say why each line of a request is there; the server takes plain JSON.
const body = readFileSync(request, 'utf8').replaceAll(/(^|\s)\/\/.*$/gm, '');

await ready();
const pathOf = await upload();
for (const patient of await get('/patients')) await anonymize(patient);
await fetch(`${base}/tools/shutdown`, { method: 'POST' });
await ended;

async function ready() {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`${base}/system`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error('Orthanc did not answer for 15 seconds');
}

/** Path of each uploaded instance by Orthanc's id. */
async function upload() {
  const paths = new Map();
  for (const entry of readdirSync(input, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const answer = await fetch(`${base}/instances`, { method: 'POST', body: readFileSync(source) });
    if (answer.ok) paths.set((await answer.json()).ID, relative(input, source));
    else fail(relative(input, source), `refused with ${answer.status}`);
  }
  return paths;
}

async function anonymize(patient) {
  const originals = await get(`/patients/${patient}/instances`);
  const answer = await fetch(`${base}/patients/${patient}/anonymize`, { method: 'POST', body });
  if (!answer.ok) {
    for (const { ID } of originals) fail(pathOf.get(ID), `anonymize: ${answer.status}`);
    return;
  }
  const { ID: made } = await answer.json();
  for (const { ID } of await get(`/patients/${made}/instances`)) {
    const from = (await get(`/instances/${ID}/metadata?expand`)).AnonymizedFrom;
    const target = join(output, pathOf.get(from));
    mkdirSync(dirname(target), { recursive: true });
    const file = await fetch(`${base}/instances/${ID}/file`);
    writeFileSync(target, Buffer.from(await file.arrayBuffer()));
  }
}

async function get(path) {
  return (await fetch(base + path)).json();
}

function fail(path, reason) {
  process.exitCode = 1;
  console.error(`FAIL ${path}: ${reason}`);
}

function freePort() {
  return new Promise((settle) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => settle(free));
    });
  });
}
