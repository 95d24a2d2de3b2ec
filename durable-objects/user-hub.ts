import { DurableObject } from 'cloudflare:workers';
import { beginTrace } from '#application/begin-trace.ts';
import { BELL_NAME } from '#application/bell-port.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { Credential } from '#application/hub-port.ts';
import { PushEnvironmentSchema } from '#application/push-configuration.ts';
import { realEffects } from '#application/real-effects.ts';
import { ringBell } from '#application/ring-bell.ts';
import { TracingEnvironmentSchema } from '#application/tracing-configuration.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { createWebPush } from '#application/web-push.ts';
import type { News } from '#core/live/news.ts';
import { PING, PONG } from '#core/live/protocol.ts';
import { createHub, type HubStatus } from './hub.ts';
import { createHubNumbers, type HubNumbers } from './hub-numbers.ts';
import { createTurnStops } from './turn-stops.ts';

/**
 * Keeps the open devices of one user in step, and rings their timers.
 *
 * - *asleep*: nobody needs it. Sockets may be open; pings are answered without waking it. A nudge, a frame of a
 *   client, a new socket or the alarm wakes it.
 * - *awake*: every cause of change asks for a turn of the one loop (`hub-loop.ts`), which reads D1, sends and arms.
 * - *ringing*: the alarm has gone off and due timers run, chunk by chunk (`ring-timers.ts`); turns go on meanwhile.
 *
 * Eviction loses the memory and nothing else: a socket carries its place in the log with it (`live-socket.ts`), the
 * timers are in D1, and the storage holds only the owner, spent tickets and the alarm.
 */
export class UserHub extends DurableObject<Env> {
  readonly #hub: ReturnType<typeof createHub>;
  readonly #numbers: HubNumbers;
  readonly #stops = createTurnStops(Date.now, (ms) => scheduler.wait(ms));

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.#numbers = createHubNumbers(ctx, env);
    this.#hub = createHub({
      ctx,
      openDatabase: () => openDatabase(env.DB, newMeter()),
      effects: realEffects,
      push: createWebPush(PushEnvironmentSchema.parse(env), {
        fetch: (address, init) => fetch(address, init),
        nowMs: Date.now,
      }),
      handlers: TIMER_HANDLERS,
      beginTrace: () => beginTrace(TracingEnvironmentSchema.parse(env)),
      log: this.#numbers.log,
    });
  }

  /** Settles when everything that was committed before has been sent. */
  async nudge(news: News): Promise<void> {
    await this.#hub.nudge(news);
  }

  closeSockets(credential: Credential | 'all'): void {
    this.#hub.closeSockets(credential);
  }

  /** Settles with whether a turn of the chat is to stop; false after a while, to be asked again. */
  async untilStopped(turnId: string): Promise<boolean> {
    return await this.#stops.until(turnId);
  }

  stopTurn(turnId: string): void {
    this.#stops.stop(turnId);
  }

  async erase(): Promise<void> {
    await this.#hub.erase();
  }

  /** Reads nothing from D1 and leaves no trace: also what readiness asks. */
  async status(): Promise<HubStatus> {
    return await this.#hub.status();
  }

  override fetch(request: Request): Response {
    const answer = this.#hub.open(request);
    this.#numbers.noteSockets();
    return answer;
  }

  override async webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): Promise<void> {
    await this.#hub.receive(socket, frame);
  }

  override webSocketClose(): void {
    this.#numbers.noteSockets();
  }

  override webSocketError(): void {
    this.#numbers.noteSockets();
  }

  override async alarm(): Promise<void> {
    await this.#hub.ring();
    this.#numbers.bring();
    // What rang is for the cluster too. Nobody waits for the bell, and a ring that is lost costs a mirror a second.
    const bell = this.env.FEED_BELL.getByName(BELL_NAME);
    this.ctx.waitUntil(ringBell({ ring: async () => await bell.ring() }, Date.now, () => undefined));
  }
}
