import fc from 'fast-check';
import { it } from 'vitest';
import { commandRuns } from '#test/arbitraries.ts';
import { nthId } from '#test/ids.ts';
import { MODEL_START_MS, newModel, perform } from '#test/model.ts';
import { toInstant } from './instant.ts';
it('stats', () => {
  const stats = new Map<string, number>();
  let len = 0;
  fc.assert(fc.property(commandRuns(40), (run) => {
    let model = newModel(); let now = MODEL_START_MS; len += run.length;
    run.forEach(({command, correlationId, elapsedMs}, n) => { now += elapsedMs; const r = perform(model, command, {now: toInstant(now), correlationId}); model = r.model;
      const k = `${command.type} ${r.decision.isAccepted ? (r.decision.events.length ? 'events' : 'noop') : r.decision.refusal.code}`; stats.set(k, (stats.get(k) ?? 0) + 1); });
  }), { numRuns: 1000 });
  console.log(len, [...stats].sort().map(([k, v]) => `${k}: ${v}`).join('\n'));
});
