import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startDirectWorker } from './direct-worker.ts';
import { benchBill } from './scenarios/bill.ts';
import { benchCreate } from './scenarios/create.ts';
import { benchList } from './scenarios/list.ts';
import { benchLive } from './scenarios/live.ts';
import { benchRead } from './scenarios/read.ts';

// npm run bench            all of them
// npm run bench -- bill    one of them
const SCENARIOS = { create: benchCreate, read: benchRead, list: benchList, live: benchLive, bill: benchBill };

const wanted = process.argv.slice(2);
for (const [name, scenario] of Object.entries(SCENARIOS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  // A store of its own for each, so that none measures what another left behind.
  const home = await mkdtemp(path.join(tmpdir(), 'carillon-bench-'));
  const worker = await startDirectWorker({ state: home, bindings: { METER: 'on' } });
  try {
    for (const line of await scenario(worker)) process.stdout.write(`${line}\n`);
  } finally {
    await worker.stop();
    await rm(home, { recursive: true, force: true });
  }
}
