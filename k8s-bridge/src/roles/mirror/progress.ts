import type { MirrorDeps } from './mirror-deps.ts';

const EVERY_MS = 10_000;

/** Says how far a long catch-up has come, every ten seconds. */
export function newProgress({ clock, log }: Pick<MirrorDeps, 'clock' | 'log'>) {
  let since: { ms: number; events: number } | null = null;
  return {
    published(events: number, seq: number, head: number): void {
      const nowMs = clock.monotonicMs();
      since ??= { ms: nowMs, events: 0 };
      since.events += events;
      const elapsedMs = nowMs - since.ms;
      if (elapsedMs < EVERY_MS) return;
      const eventsPerSecond = Math.round((since.events * 1000) / elapsedMs);
      const etaSeconds = eventsPerSecond > 0 ? Math.ceil((head - seq) / eventsPerSecond) : null;
      since = { ms: nowMs, events: 0 };
      if (head > seq) log.info({ event: 'mirror.progress', seq, head, eventsPerSecond, etaSeconds });
    },
    caughtUp(): void {
      since = null;
    },
  };
}
