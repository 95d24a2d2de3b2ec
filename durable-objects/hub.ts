import type { BackgroundLog } from '#application/background-log.ts';
import type { Database } from '#application/db/database.ts';
import { readHubTurn } from '#application/db/queries/read-hub-turn.ts';
import type { Effects } from '#application/effects.ts';
import type { Credential, HubPort } from '#application/hub-port.ts';
import type { PushPort } from '#application/push-port.ts';
import { runDueTimers } from '#application/use-cases/hub/run-due-timers.ts';
import type { TimerHandlers } from '#application/use-cases/hub/timer-handler.ts';
import { toEpochMs } from '#core/instant.ts';
import type { News } from '#core/live/news.ts';
import { CLOSE_CODES } from '#core/live/protocol.ts';
import { armAlarm, armAlarmBy } from './arm-alarm.ts';
import { hibernatingSocket } from './hibernating-socket.ts';
import { createHubLoop } from './hub-loop.ts';
import type { LiveSocket } from './live-socket.ts';
import { createMessageBudget } from './message-budget.ts';
import { openSocket } from './open-socket.ts';
import { ownerOf } from './owner.ts';
import { receiveMessage } from './receive-message.ts';
import { ringTimers } from './ring-timers.ts';

export interface HubDeps {
  ctx: DurableObjectState;
  /** A database of one turn, with a count of its own. */
  openDatabase: () => Database;
  effects: Effects;
  /** Null when this deployment does not push. */
  push: PushPort | null;
  handlers: TimerHandlers;
  /** The trace of one ringing; null when nobody traces. */
  beginTrace: () => string | null;
  log: BackgroundLog;
}

export interface HubStatus {
  sockets: number;
  alarmAtMs: number | null;
}

/** The parts of a hub, put together. Lost on eviction, all of it: what has to last is in D1, the alarm and the sockets. */
export function createHub({ ctx, openDatabase, effects, push, handlers, beginTrace, log }: HubDeps) {
  const nowMs = () => toEpochMs(effects.now());
  const userId = () => ownerOf(ctx);
  const sockets = () => ctx.getWebSockets().flatMap((socket) => hibernatingSocket(socket, ctx) ?? []);
  const budget = createMessageBudget(nowMs);
  // While timers ring the alarm is their safety net; the loop arms again when they are through.
  let isRinging = false;
  const runLoop = createHubLoop({
    userId,
    nowMs,
    sockets,
    readTurn: (request) => readHubTurn(openDatabase(), request),
    arm: async (atMs) => (isRinging ? undefined : await armAlarm(ctx, atMs, nowMs())),
    armBy: (atMs) => armAlarmBy(ctx, atMs, nowMs()),
    log,
  });

  const closeSockets = (credential: Credential | 'all') => {
    for (const socket of sockets()) {
      if (credential === 'all' || isOf(socket, credential)) socket.close(CLOSE_CODES.revoked, 'Signed out.');
    }
  };
  const erase = async () => {
    closeSockets('all');
    await ctx.storage.deleteAll();
  };
  // Whoever opens a socket later asks for what it has not got, so with nobody there no event has to be read.
  const nudge = async (news: News) => {
    if (news === 'schedule' || ctx.getWebSockets().length > 0) await runLoop();
  };
  const self: HubPort = {
    nudge: async (_user, news) => await nudge(news),
    closeSockets: async (_user, credential) => closeSockets(credential),
    erase,
  };

  const ring = async () => {
    isRinging = true;
    log.write({ event: 'hub.rang', userId: userId() });
    const timerCtx = { effects, userId: userId(), hub: self, push, trace: beginTrace() };
    await ringTimers({
      userId,
      nowMs,
      setAlarm: (atMs) => ctx.storage.setAlarm(atMs),
      runDueTimers: () => runDueTimers({ ...timerCtx, db: openDatabase(), openDatabase }, handlers, log),
      runLoop: async () => {
        isRinging = false;
        await runLoop();
      },
      log,
    });
    isRinging = false;
  };

  return {
    nudge,
    closeSockets,
    erase,
    ring,
    open: (request: Request): Response => openSocket(ctx, request, sockets(), nowMs()),
    /** A frame of a client. A turn that fails is tried again by the alarm: nobody waits for it here. */
    receive: async (raw: WebSocket, frame: string | ArrayBuffer) => {
      const socket = hibernatingSocket(raw, ctx);
      if (socket && receiveMessage(socket, frame, budget)) await runLoop().catch(() => undefined);
    },
    status: async (): Promise<HubStatus> => ({ sockets: sockets().length, alarmAtMs: await ctx.storage.getAlarm() }),
  };
}

function isOf(socket: LiveSocket, credential: Credential): boolean {
  const { kind, id } = socket.state().credential;
  return kind === credential.kind && id === credential.id;
}
