import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type DirectWorker, startDirectWorker } from './direct-worker.ts';
import { benchBill } from './scenarios/bill.ts';
import { benchBridgeCatchUp } from './scenarios/bridge-catch-up.ts';
import { benchBridgeLag } from './scenarios/bridge-lag.ts';
import { benchCapacity } from './scenarios/capacity.ts';
import { benchCapture } from './scenarios/capture.ts';
import { benchChatTurn } from './scenarios/chat-turn.ts';
import { benchCreate } from './scenarios/create.ts';
import { benchImage } from './scenarios/image.ts';
import { benchList } from './scenarios/list.ts';
import { benchLive } from './scenarios/live.ts';
import { benchRead } from './scenarios/read.ts';
import { benchRecurrence } from './scenarios/recurrence.ts';
import { benchRepeat } from './scenarios/repeat.ts';
import { benchRings } from './scenarios/rings.ts';
import { benchTracing } from './scenarios/tracing.ts';
import { benchTyping } from './scenarios/typing.ts';

// npm run bench            all of them
// npm run bench -- bill    one of them
// npm run bench -- bill capacity --keep    docs/cost.md and docs/capacity.md rest on what is found from then on
// npm run bench -- bridge-lag bridge-catch-up --quick    with too little to measure anything: whether they run
const { values, positionals: wanted } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const SCENARIOS = {
  create: benchCreate,
  read: benchRead,
  list: benchList,
  live: benchLive,
  rings: benchRings,
  repeat: benchRepeat,
  chat: benchChatTurn,
  bill: (worker: DirectWorker) => benchBill(worker, { isKept: values.keep }),
};
/** What is computed without a Worker, or brings what it needs. */
const COMPUTATIONS = {
  recurrence: benchRecurrence,
  capture: benchCapture,
  typing: benchTyping,
  image: benchImage,
  tracing: benchTracing,
};

/** Those that bring a cluster of their own. */
const BRIDGE = { 'bridge-lag': benchBridgeLag, 'bridge-catch-up': benchBridgeCatchUp, capacity: benchCapacity };

const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
for (const [name, computation] of Object.entries(COMPUTATIONS)) if (isWanted(name)) print(await computation());
for (const [name, scenario] of Object.entries(SCENARIOS)) if (isWanted(name)) print(await withWorker(scenario));
for (const [name, scenario] of Object.entries(BRIDGE)) {
  if (isWanted(name))
    print(await withWorker((worker) => scenario(worker, { isQuick: values.quick, isKept: values.keep })));
}

/** A store of its own for each, so that none measures what another left behind. */
async function withWorker(scenario: (worker: DirectWorker) => Promise<string[]>): Promise<string[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'carillon-bench-'));
  const worker = await startDirectWorker({ state: home, bindings: { METER: 'on' } });
  try {
    return await scenario(worker);
  } finally {
    await worker.stop();
    await rm(home, { recursive: true, force: true });
  }
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
