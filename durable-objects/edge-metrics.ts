import { DurableObject } from 'cloudflare:workers';
import { errorText } from '#application/background-log.ts';
import { createR2BackupStore } from '#application/backup/r2-backup-store.ts';
import { BackupEnvironmentSchema } from '#application/backup-configuration.ts';
import { BELL_NAME } from '#application/bell-port.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#application/real-effects.ts';
import { type Tally, TallySchema } from '#core/metrics/tally.ts';
import { consoleLog } from './console-log.ts';
import { createMetricsStore, type MetricsStore } from './metrics-store.ts';
import { readMetrics } from './read-metrics.ts';

/**
 * Keeps the numbers of the edge, because a Worker has no memory of its own: its isolates come and go, and each brings
 * what it counted (`metrics-buffer.ts`). There is one object.
 *
 * - *asleep*: nobody counts or asks.
 * - *awake*: an isolate brings a tally, a hub says how many sockets it has, or Prometheus asks.
 *
 * Eviction loses nothing: what was brought is in its storage before the call is answered. Nothing depends on it: who
 * brings numbers goes on without it.
 */
export class EdgeMetrics extends DurableObject<Env> {
  readonly #store: MetricsStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#store = createMetricsStore(ctx.storage);
    this.#store.beginDeployment(env.DEPLOYMENT.id);
  }

  add(tally: Tally): void {
    this.#store.add(TallySchema.parse(tally));
  }

  noteSockets(hub: string, sockets: number): void {
    this.#store.noteSockets(hub, sockets, Date.now());
  }

  /** Everything, as Prometheus reads it. */
  async read(): Promise<string> {
    const { DB, FEED_BELL } = this.env;
    const makesBackups = BackupEnvironmentSchema.parse(this.env) !== null && 'BACKUPS' in this.env;
    const bell = FEED_BELL.getByName(BELL_NAME);
    return await readMetrics({
      store: this.#store,
      db: openDatabase(DB, newMeter()),
      databaseBytes: async () => (await DB.prepare('SELECT 1').run()).meta.size_after,
      backups: makesBackups ? createR2BackupStore(this.env.BACKUPS) : null,
      effects: realEffects,
      bell: {
        lastHead: async () => await bell.lastHead(),
        noteHead: async (head) => await bell.noteHead(head),
        settleEpoch: async () => await bell.settleEpoch(),
        listeners: async () => await bell.listeners(),
      },
      onFailure: (error) => consoleLog.write({ event: 'metrics.incomplete', error: errorText(error) }),
    });
  }
}
