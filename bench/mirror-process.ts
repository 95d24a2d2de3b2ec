import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { LogEvent } from '#bridge/log.ts';
import { startTied } from '../scripts/cluster/tied-process.ts';
import { project } from '../scripts/local/project.ts';

/** As the image starts Node (docs/bridge, Memory). */
export const V8_LIMITS = ['--max-old-space-size=96', '--max-semi-space-size=4'];

/** A mirror as a cluster runs it: a process of its own, known by its log and its `/metrics` alone. */
export interface MirrorProcess {
  /** Resolves when it has logged this; rejects when it has ended before, or after a minute. */
  readonly untilLogged: (event: LogEvent['event']) => Promise<void>;
  readonly sample: () => Promise<MirrorSample>;
  /** The last lines it wrote. */
  readonly logTail: () => string;
  /** Ends it in order: the lease goes back to the edge, and what was published is acknowledged there. */
  readonly stop: () => Promise<void>;
}

/** The mirror at one moment, by its own count. */
export interface MirrorSample {
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
  /** Records that the broker has acknowledged on all topics that get one record of each event. */
  readonly events: number;
  /** What it holds of the machine's memory, in MB. */
  readonly memoryMb: number;
}

export interface MirrorSettings {
  readonly origin: string;
  /** Its service token. */
  readonly token: string;
  readonly brokers: string;
  readonly consumer: string;
  readonly topicPrefix: string;
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 5;
const BYTES_PER_MB = 1024 * 1024;
const LineSchema = z.looseObject({ event: z.string() });
const StartedSchema = z.looseObject({ event: z.literal('bridge.started'), port: z.int() });
const STATES = 'task-updates';

export async function startMirror(settings: MirrorSettings): Promise<MirrorProcess> {
  const program = await startTied({
    command: process.execPath,
    // As docs/bridge says a deployment starts it.
    args: [...V8_LIMITS, path.join(project.root, 'k8s-bridge/src/main.ts')],
    env: {
      ROLES: 'mirror',
      PORT: '0',
      TRANSPORT: 'kafka',
      KAFKA_BROKERS: settings.brokers,
      TOPIC_PREFIX: settings.topicPrefix,
      CARILLON_URL: settings.origin,
      CARILLON_TOKEN: settings.token,
      CONSUMER: settings.consumer,
    },
  });
  let hasEnded = false;
  const ended = program.ended.then(() => {
    hasEnded = true;
  });
  const find = async <Schema extends z.ZodType>(what: string, schema: Schema): Promise<z.output<Schema>> => {
    const untilMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = logLines(program.logTail()).find((line) => schema.safeParse(line).success);
      if (found) return schema.parse(found);
      if (hasEnded || performance.now() > untilMs)
        throw new Error(`the mirror never logged ${what}:\n${program.logTail()}`);
      await delay(LOOK_EVERY_MS);
    }
  };
  const stop = async () => {
    await program.stop();
    await ended;
  };
  try {
    const { port } = await find('bridge.started', StartedSchema);
    return {
      untilLogged: async (event) => {
        await find(event, LineSchema.extend({ event: z.literal(event) }));
      },
      sample: () => takeSample(port),
      logTail: program.logTail,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function logLines(text: string): unknown[] {
  return text.split('\n').flatMap((line) => {
    // What is not of its log, such as a warning of the runtime, and a line of which only a part is here yet.
    if (!line.startsWith('{') || !line.endsWith('}')) return [];
    return [JSON.parse(line)];
  });
}

async function takeSample(port: number): Promise<MirrorSample> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await answer.text();
  const published = [...text.matchAll(/^carillon_bridge_published_total\{topic="([^"]+)"\} (\d+)/gm)];
  const memory = /^process_resident_memory_bytes (\d+)/m.exec(text)?.[1];
  return {
    atMs: performance.now(),
    events: published.reduce((sum, [, topic, count]) => (topic === STATES ? sum : sum + Number(count)), 0),
    memoryMb: z.coerce.number().positive().parse(memory) / BYTES_PER_MB,
  };
}
