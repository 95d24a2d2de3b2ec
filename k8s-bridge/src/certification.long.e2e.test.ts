import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureDaprd } from '../../scripts/cluster/ensure-daprd.ts';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../scripts/cluster/ensure-kcat.ts';
import { ensurePostgres } from '../../scripts/cluster/ensure-postgres.ts';
import { certifySeed } from '../test/certification/certify-seed.ts';
import { drawSchedule, LONG, SHORT } from '../test/certification/schedule.ts';

// Everything real, and everything killed: docs/bridge/certification.md. `npm run certify -- bridge` runs more, and longer.

const { CERTIFY_BRIDGE_SEEDS } = process.env;
const seeds = CERTIFY_BRIDGE_SEEDS === undefined ? [1, 2, 3] : CERTIFY_BRIDGE_SEEDS.split(',').map(Number);
const form = CERTIFY_BRIDGE_SEEDS === undefined ? SHORT : LONG;

await describeNeeding('the bridge', [ensureKafka, ensureKcat, ensurePostgres, ensureDaprd], () => {
  // They wait for leases and starts most of the time, so they wait together.
  test.concurrent.each(seeds)(
    'CE2 seed %i: whatever is killed, what was sent has arrived, in order, once it is read by id; no message more than its crash allows',
    async (seed) => {
      const certified = certifySeed(drawSchedule(seed, form)).catch((error: unknown) => {
        // Told at once: the runner tells at the end, which is an hour away for fifty.
        process.stdout.write(`seed ${seed} failed: ${error instanceof Error ? error.message : String(error)}\n`);
        throw error;
      });
      const { events, repeated, messages, sentTwice, seconds } = await certified;
      process.stdout.write(
        `seed ${seed}: ${events} events (${repeated} repeated), ${messages} messages (${sentTwice} twice), ${seconds.join(' + ')} s\n`,
      );
      expect(events).toBeGreaterThan(form.commands);
    },
    // A seed of the long form takes two minutes on an idle machine: what is slow is not wrong.
    1_800_000,
  );
});
