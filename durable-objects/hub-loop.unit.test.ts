import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BackgroundLogEvent } from '#application/background-log.ts';
import type { HubTurn, HubTurnRequest } from '#application/db/queries/read-hub-turn.ts';
import type { LoggedEvent } from '#core/log/event.ts';
import { createHubLoop } from './hub-loop.ts';
import type { LiveSocket, SocketState } from './live-socket.ts';

const USER = 'usr_01jd8xv0q5e3t8h2w6m4k9r7zn';
const EPOCH = 'e1';

function event(seq: number): { seq: number; event: LoggedEvent } {
  return {
    seq,
    event: {
      seq,
      id: 'evt_01jd8xv0q5e3t8h2w6m4k9r7zn',
      aggregateId: USER,
      version: 1,
      type: 'account.created',
      actor: { kind: 'user', client: 'test', conversation: null },
      correlationId: 'cor_01jd8xv0q5e3t8h2w6m4k9r7zn',
      occurredAt: '2026-11-21T03:17:00.123Z',
      data: { userId: USER },
    },
  };
}

/** A hub in memory. Everything that the loop does to the world is in `calls`, in order. */
function fakeHub() {
  const calls: string[] = [];
  const logged: BackgroundLogEvent[] = [];
  const sockets: LiveSocket[] = [];
  const log = {
    epoch: EPOCH,
    prunedThrough: 0,
    seqs: [] as number[],
    page: 200,
    holding: new Set<string>(),
    timer: null as number | null,
  };
  /** Called before each read answers, to let something happen meanwhile. */
  const during: ((request: HubTurnRequest) => void)[] = [];
  const readTurn = async (request: HubTurnRequest): Promise<HubTurn> => {
    calls.push(`read since ${request.since}`);
    await Promise.resolve();
    during.shift()?.(request);
    const { since } = request;
    const after = since === null ? [] : log.seqs.filter((seq) => seq > since);
    return {
      epoch: log.epoch,
      prunedThrough: log.prunedThrough,
      seq: Math.max(log.seqs.at(-1) ?? 0, log.prunedThrough),
      events: after.slice(0, log.page).map(event),
      prev: log.seqs.findLast((seq) => since !== null && seq <= since) ?? 0,
      tooFarBelow: 0,
      nextTimerAtMs: log.timer,
      holding: new Set(log.holding),
    };
  };
  const run = createHubLoop({
    userId: () => USER,
    nowMs: () => 1000,
    sockets: () => [...sockets],
    readTurn,
    arm: async (atMs) => void calls.push(`arm ${atMs}`),
    armBy: async (atMs) => void calls.push(`arm by ${atMs}`),
    log: { write: (each) => void logged.push(each) },
  });
  const open = (name: string, stand: SocketState['stand']): LiveSocket => {
    let state: SocketState = { credential: { kind: 'session', id: name }, openedAtMs: 0, stand };
    log.holding.add(`session:${name}`);
    const socket: LiveSocket = {
      key: {},
      state: () => state,
      setState: (next) => {
        state = next;
      },
      lastSeenAtMs: () => 0,
      send: (text) => {
        const message = JSON.parse(text);
        calls.push(
          message.type === 'delta'
            ? `${name} delta ${message.prev}>${message.seq}`
            : `${name} ${message.type} ${message.seq}`,
        );
      },
      close: (code) => {
        calls.push(`${name} close ${code}`);
        sockets.splice(sockets.indexOf(socket), 1);
      },
    };
    sockets.push(socket);
    return socket;
  };
  return { calls, logged, log, during, run, open };
}

const live = (sentSeq: number, epoch = EPOCH) => ({ phase: 'live', epoch, sentSeq }) as const;
const greeted = (lastSeq: number, epoch: string | null = EPOCH) => ({ phase: 'greeted', epoch, lastSeq }) as const;

describe('the loop of a hub', () => {
  it('LV1 sends each socket what follows its own place, in order, and arms afterwards', async () => {
    const hub = fakeHub();
    hub.log.seqs = [3, 7, 9];
    hub.log.timer = 5000;
    hub.open('a', live(3));
    hub.open('b', live(7));
    hub.open('c', live(9));
    await hub.run();
    expect(hub.calls).toEqual(['read since 3', 'a delta 3>7', 'a delta 7>9', 'b delta 7>9', 'arm 5000']);
  });

  it('LV1 a socket that said no hello gets nothing, and a hub without sockets reads no events', async () => {
    const hub = fakeHub();
    hub.log.seqs = [3];
    hub.open('a', { phase: 'silent' });
    await hub.run();
    expect(hub.calls).toEqual(['read since null', 'arm null']);
  });

  it('LV1 asking while a turn runs makes it run again, never two at once', async () => {
    const hub = fakeHub();
    hub.log.seqs = [1];
    hub.open('a', live(1));
    hub.during.push(() => {
      hub.log.seqs.push(2);
      void hub.run();
      void hub.run();
    });
    hub.during.push(() => hub.log.seqs.push(3));
    await hub.run();
    expect(hub.calls).toEqual(['read since 1', 'a delta 1>2', 'arm null', 'read since 2', 'a delta 2>3', 'arm null']);
  });

  it('LV2 catches up page by page, and a socket ahead of the page waits without a repetition', async () => {
    const hub = fakeHub();
    hub.log.seqs = [1, 2, 3, 4, 5];
    hub.log.page = 2;
    hub.open('old', greeted(1));
    hub.open('new', live(4));
    await hub.run();
    expect(hub.calls.filter((call) => !call.startsWith('arm'))).toEqual([
      'read since 1',
      'old welcome 5',
      'old delta 1>2',
      'old delta 2>3',
      'read since 3',
      'old delta 3>4',
      'old delta 4>5',
      'new delta 4>5',
    ]);
  });

  it('LV2 a hello during a turn is answered by the next one, from the place it names', async () => {
    const hub = fakeHub();
    hub.log.seqs = [1, 2, 3];
    const socket = hub.open('a', live(3));
    hub.during.push(() => {
      socket.setState({ ...socket.state(), stand: greeted(1) });
      void hub.run();
    });
    await hub.run();
    const sent = hub.calls.filter((call) => call.startsWith('a '));
    expect(sent).toEqual(['a welcome 3', 'a delta 1>2', 'a delta 2>3']);
  });

  it.each([
    ['an unknown epoch', greeted(2, null)],
    ['another epoch', live(2, 'e0')],
    ['a place that was pruned', live(1)],
    ['a place beyond the head', greeted(9)],
  ])('LV3 %s is a reset to the head', async (_name, stand) => {
    const hub = fakeHub();
    hub.log.seqs = [2, 3];
    hub.log.prunedThrough = 2;
    const socket = hub.open('a', stand);
    await hub.run();
    const welcome = stand.phase === 'greeted' ? ['a welcome 3'] : [];
    expect(hub.calls.filter((call) => call.startsWith('a '))).toEqual([...welcome, 'a reset 3']);
    expect(socket.state().stand).toEqual(live(3));
  });

  it('LV5 a credential that no longer holds is closed before anything is sent, the others go on', async () => {
    const hub = fakeHub();
    hub.log.seqs = [1, 2];
    hub.open('out', live(1));
    hub.open('in', live(1));
    hub.log.holding.delete('session:out');
    await hub.run();
    expect(hub.calls).toEqual(['read since 1', 'out close 1008', 'in delta 1>2', 'arm null']);
  });

  it('LV5 a socket that came during the read was not asked for, so it gets nothing in that turn', async () => {
    const hub = fakeHub();
    hub.log.seqs = [1, 2];
    hub.open('a', live(2));
    hub.during.push(() => void hub.open('late', live(1)));
    await hub.run();
    expect(hub.calls).toEqual(['read since 2', 'arm null']);
  });

  it('LV8 a turn that fails is logged and tried again by the alarm, and the next one works', async () => {
    const hub = fakeHub();
    hub.log.seqs = [1, 2];
    hub.open('a', live(1));
    hub.during.push(() => {
      throw new Error('D1 is away');
    });
    await expect(hub.run()).rejects.toThrow('D1 is away');
    expect(hub.calls).toEqual(['read since 1', 'arm by 6000']);
    expect(hub.logged).toEqual([{ event: 'hub.turn_failed', userId: USER, error: 'Error: D1 is away' }]);
    await hub.run();
    expect(hub.calls.slice(2)).toEqual(['read since 1', 'a delta 1>2', 'arm null']);
  });
});

describe('the loop of a hub, whatever happens in whatever order', () => {
  it('LV1 LV2 each device gets what follows its place, in order, each event naming the one before it, none twice', async () => {
    const happening = fc.oneof(
      fc.constant('event' as const),
      fc.constant('nudge' as const),
      fc.constant('breath' as const),
      fc.record({ connectBehind: fc.nat(6) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), async (script, page) => {
        const hub = fakeHub();
        hub.log.page = page;
        hub.log.seqs = [2, 4, 6];
        const devices: { name: string; from: number }[] = [];
        for (const each of script) {
          if (each === 'event') hub.log.seqs.push((hub.log.seqs.at(-1) ?? 0) + 2);
          else if (each === 'nudge') void hub.run();
          else if (each === 'breath') await new Promise((resolve) => setImmediate(resolve));
          else {
            const from = hub.log.seqs.at(-1 - each.connectBehind) ?? 0;
            devices.push({ name: `d${devices.length}`, from });
            hub.open(`d${devices.length - 1}`, greeted(from));
            void hub.run();
          }
        }
        await hub.run();
        for (const { name, from } of devices) {
          const got = hub.calls.filter((call) => call.startsWith(`${name} delta`)).map((call) => call.split(' ')[2]);
          const due = hub.log.seqs.filter((seq) => seq > from);
          expect(got).toEqual(due.map((seq) => `${hub.log.seqs.findLast((other) => other < seq) ?? 0}>${seq}`));
          expect(hub.calls.filter((call) => call.startsWith(`${name} welcome`))).toHaveLength(1);
        }
      }),
    );
  });
});
