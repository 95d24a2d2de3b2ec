import { DurableObject } from 'cloudflare:workers';
import type { EpochSettled } from '#application/bell-port.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { MirrorEnvironmentSchema } from '#application/mirror-configuration.ts';
import type { LogHead } from '#core/feed/is-rewound.ts';
import { CLOSE_CODES, PING, PONG } from '#core/live/protocol.ts';
import { createBell } from './bell.ts';
import { createBellMirror, forgetMirror } from './bell-mirror.ts';
import { consoleLog } from './console-log.ts';
import type { MirrorAlarm } from './mirror-alarm.ts';

/**
 * Wakes the programs of the cluster, and remembers how far the log had come.
 *
 * - *asleep*: sockets may be open; pings are answered without waking it.
 * - *awake*: somebody committed and it rings, or somebody reads the feed and it says what was last seen of the log.
 * - *mirroring*, where the deployment pushes: the alarm has gone off, and a turn brings the log to its sink.
 *
 * There is one object, so what it stores is the one memory outside the database of where the log was. A restore takes
 * everything inside back, and would go unnoticed. Eviction loses nothing: what it remembers is in its storage, and each
 * socket carries whose it is.
 */
export class FeedBell extends DurableObject<Env> {
  readonly #bell: ReturnType<typeof createBell>;
  /** Null where programs of the cluster fetch the log, which costs nothing here. */
  readonly #mirror: MirrorAlarm | null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.#bell = createBell({
      ctx,
      openDatabase: () => openDatabase(env.DB, newMeter()),
      freshEpoch: () => crypto.randomUUID().replaceAll('-', ''),
      log: consoleLog,
    });
    const configuration = MirrorEnvironmentSchema.parse(env);
    this.#mirror = configuration && createBellMirror(ctx, env, configuration, this.#bell);
  }

  lastHead(): LogHead | null {
    return this.#bell.lastHead();
  }

  noteHead(head: LogHead): boolean {
    return this.#bell.noteHead(head);
  }

  async settleEpoch(): Promise<EpochSettled> {
    const settled = await this.#bell.settleEpoch();
    // Asked each minute: an alarm that was lost costs no more than that.
    await this.#mirror?.wake();
    return settled;
  }

  async ring(): Promise<number> {
    const listening = this.#bell.ring();
    if (this.#mirror === null) return listening;
    await this.#mirror.wake();
    return listening + 1;
  }

  closeSockets(tokenId: string): void {
    this.#bell.closeSockets(tokenId);
  }

  listeners(): number {
    return this.#bell.listeners();
  }

  override fetch(request: Request): Response {
    return this.#bell.open(request);
  }

  override async alarm(): Promise<void> {
    // One that stands from when the deployment pushed is the last.
    if (this.#mirror === null) forgetMirror(this.ctx);
    else await this.#mirror.ring();
  }

  /** Nobody has anything to say to a bell: pings are answered before they come here. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(CLOSE_CODES.policy, 'The bell takes nothing but pings.');
  }
}
