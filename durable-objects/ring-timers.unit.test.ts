import { describe, expect, it } from 'vitest';
import type { BackgroundLogEvent } from '#application/background-log.ts';
import { ringTimers } from './ring-timers.ts';

function fakeAlarm(chunks: (boolean | Error)[]) {
  const calls: string[] = [];
  const logged: BackgroundLogEvent[] = [];
  const ring = () =>
    ringTimers({
      userId: () => 'usr_x',
      nowMs: () => 1000,
      setAlarm: async (atMs) => void calls.push(`alarm ${atMs}`),
      runDueTimers: async () => {
        calls.push('chunk');
        const next = chunks.shift() ?? false;
        if (next instanceof Error) throw next;
        return next;
      },
      runLoop: async () => void calls.push('loop'),
      log: { write: (event) => void logged.push(event) },
    });
  return { calls, logged, ring };
}

describe('what an alarm does', () => {
  it('TM1 sets its safety net before each chunk, and lets the loop arm at the end', async () => {
    const { calls, ring } = fakeAlarm([true, true, false]);
    await ring();
    expect(calls).toEqual(['alarm 31000', 'chunk', 'alarm 31000', 'chunk', 'alarm 31000', 'chunk', 'loop']);
  });

  it('TM1 never throws: what fails leaves the safety net standing', async () => {
    const { calls, logged, ring } = fakeAlarm([new Error('D1 is away')]);
    await ring();
    expect(calls).toEqual(['alarm 31000', 'chunk']);
    expect(logged).toMatchObject([{ event: 'hub.turn_failed', error: 'Error: D1 is away' }]);
  });

  it('TM1 gives way to the next alarm when there is no end of chunks', async () => {
    const { calls, ring } = fakeAlarm(Array<boolean>(100).fill(true));
    await ring();
    expect(calls.filter((call) => call === 'chunk')).toHaveLength(20);
    expect(calls.at(-1)).toBe('loop');
  });
});
