import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newBenchAccount } from '../account.ts';
import { type DirectWorker, startDirectWorker } from '../direct-worker.ts';
import { closedLoop } from '../http-load.ts';
import { pairResult } from '../pairs.ts';
import { restingProcessorMs, workerdsHere } from '../processor-time.ts';
import { pairLine } from '../report.ts';

const MOST_ROUNDS = 15;
const FEWEST_ROUNDS = 4;
/** A busy machine measures fewer rounds, not longer. */
const AT_MOST_MS = 100_000;
const COUNT = 100;
const WARM_UP_LOADS = 3;
const CONNECTIONS = 8;
const TASK = JSON.stringify({ title: 'Buy milk and bread', priority: 'high' });

/** What one load came to. */
interface Load {
  perSecond: number;
  /** Of the processor, in ms a request: the work after the answers with it. */
  processorMs: number;
}

/**
 * What tracing costs: creating a task (P1) where every request is written down, beside the same where none is. Two Workers,
 * each with a database and a processor time of its own, in turn off, on, on, off, …, so that both have done as much at any
 * time; how far neighbouring offs are apart says how much the machine can tell.
 */
export async function benchTracing(): Promise<string[]> {
  const collector = await countingCollector();
  const off = await side({}, async () => undefined);
  const on = await side({ OTLP_TRACES_URL: collector.url }, collector.untilTold);
  try {
    for (let load = 0; load < WARM_UP_LOADS; load += 1) for (const each of [off, on]) await each.load();
    const rounds: { untraced: Load; traced: Load }[] = [];
    const lastMs = performance.now() + AT_MOST_MS;
    while (rounds.length < FEWEST_ROUNDS || (rounds.length < MOST_ROUNDS && performance.now() < lastMs))
      rounds.push(
        rounds.length % 2 === 0
          ? { untraced: await off.load(), traced: await on.load() }
          : { traced: await on.load(), untraced: await off.load() },
      );
    const compared = (of: (load: Load) => number) => ({
      cost: pairResult(rounds.map(({ traced, untraced }) => [of(traced), of(untraced)])),
      control: pairResult(
        rounds.slice(1).map(({ untraced }, at) => [of(untraced), of(rounds[at]?.untraced ?? untraced)]),
      ),
    });
    const [wall, processor] = [compared(({ perSecond }) => perSecond), compared(({ processorMs }) => processorMs)];
    return [
      pairLine('P1 create, traced beside untraced, processor', processor.cost, '≤ 1.05', 'ms a request'),
      pairLine('P1 create, traced beside untraced, throughput', wall.cost, '≥ 0.95', '/s'),
      pairLine('control (untraced beside untraced), processor', processor.control, '0.97 – 1.03', 'ms a request'),
      pairLine('control (untraced beside untraced), throughput', wall.control, '0.9 – 1.1', '/s'),
      `correctness: ${collector.spans()} steps told in ${collector.calls()} calls, of ${on.requests()} requests; ${rounds.length} rounds`,
    ];
  } finally {
    await on.stop();
    await off.stop();
    collector.close();
  }
}

/** What making the account takes. */
const REQUESTS_BEFORE = 2;

/**
 * A Worker of one side, by itself in a process.
 *
 * @param untilTold settles when all these requests are written down, which takes a while after the last
 */
async function side(bindings: Record<string, string>, untilTold: (requests: number) => Promise<void>) {
  const known = new Set(await workerdsHere());
  const state = await mkdtemp(path.join(tmpdir(), 'carillon-bench-'));
  const worker: DirectWorker = await startDirectWorker({ state, bindings });
  const [pid] = (await workerdsHere()).filter((each) => !known.has(each));
  if (pid === undefined) throw new Error('the process of the Worker is not to be found');
  const { headers } = await newBenchAccount(worker.origin);
  let sent = REQUESTS_BEFORE;
  return {
    requests: () => sent,
    async load(): Promise<Load> {
      const beforeMs = await restingProcessorMs(pid);
      const { perSecond, errors } = await closedLoop({
        origin: worker.origin,
        connections: CONNECTIONS,
        count: COUNT,
        make: () => {
          sent += 1;
          return {
            method: 'POST',
            path: '/api/v1/tasks',
            headers: { ...headers, 'idempotency-key': `bench-${sent}` },
            body: TASK,
          };
        },
        isDone: (status) => status === 201,
      });
      if (errors > 0) throw new Error(`${errors} creates failed`);
      await untilTold(sent);
      return { perSecond, processorMs: ((await restingProcessorMs(pid)) - beforeMs) / COUNT };
    },
    async stop() {
      await worker.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
}

const TOLD_WITHIN_MS = 30_000;

/** Takes what it is told as a collector on the same machine does, and counts it. */
async function countingCollector() {
  let calls = 0;
  let spans = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => {
      body += piece;
    });
    request.on('end', () => {
      calls += 1;
      spans += body.match(/"spanId"/g)?.length ?? 0;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    calls: () => calls,
    spans: () => spans,
    async untilTold(requests: number) {
      const deadline = performance.now() + TOLD_WITHIN_MS;
      while (spans < requests && performance.now() < deadline) await delay(20);
      if (spans < requests) throw new Error(`of ${requests} requests ${spans} were written down`);
    },
    close: () => server.close(),
  };
}
