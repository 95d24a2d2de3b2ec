import { z } from 'zod';
import { newServiceToken } from '#test/service-token.ts';
import { startKafka } from '../scripts/cluster/kafka-broker.ts';
import { type BareKafka, openBareKafka } from './bare-kafka.ts';
import type { DirectWorker } from './direct-worker.ts';
import { type MirrorProcess, startMirror } from './mirror-process.ts';

/** A broker beside the Worker of a bench, and what it takes to put mirrors between the two. */
export interface BridgeStage {
  readonly bootstrap: string;
  readonly bare: BareKafka;
  readonly startMirror: (topicPrefix: string) => Promise<MirrorProcess>;
  /** How the edge sees the mirror: where it stands, and where the log ends. */
  readonly place: () => Promise<{ seq: number; head: number }>;
}

/** The consumer's name at the edge. */
export const CONSUMER = 'bench';

const StatusSchema = z.object({
  head: z.int(),
  consumers: z.array(z.object({ consumer: z.string(), seq: z.int() })),
});

/** Starts a broker for `work` and ends it, with every mirror that was started. Call `ensureKafka` first. */
export async function onBridgeStage<T>(worker: DirectWorker, work: (stage: BridgeStage) => Promise<T>): Promise<T> {
  const broker = await startKafka();
  const bare = await openBareKafka(broker.bootstrap);
  const mirrors = new Set<MirrorProcess>();
  try {
    const { secret: token } = await newServiceToken(worker, ['feed']);
    return await work({
      bootstrap: broker.bootstrap,
      bare,
      async startMirror(topicPrefix) {
        const { origin } = worker;
        const mirror = await startMirror({ origin, token, brokers: broker.bootstrap, consumer: CONSUMER, topicPrefix });
        mirrors.add(mirror);
        return mirror;
      },
      async place() {
        const answer = await fetch(`${worker.origin}/feed/status`, { headers: { authorization: `Bearer ${token}` } });
        const { head, consumers } = StatusSchema.parse(await answer.json());
        return { head, seq: consumers.find(({ consumer }) => consumer === CONSUMER)?.seq ?? 0 };
      },
    });
  } catch (error) {
    const logs = [...mirrors].map((mirror) => mirror.logTail()).join('\n');
    throw new Error(`The bench broke off. The mirrors had logged:\n${logs}`, { cause: error });
  } finally {
    for (const mirror of mirrors) await mirror.stop();
    await bare.close();
    await broker.stop();
  }
}
