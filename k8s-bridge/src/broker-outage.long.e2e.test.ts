import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../scripts/cluster/ensure-kcat.ts';
import { ensurePostgres } from '../../scripts/cluster/ensure-postgres.ts';
import { certifyOutage, LONG_OUTAGE, SHORT_OUTAGE } from '../test/certification/broker-outage.ts';

// `npm run certify -- bridge-outage` is the long form: a minute, and 1,000 tasks.
const outage = process.env.CERTIFY_BRIDGE_OUTAGE === 'long' ? LONG_OUTAGE : SHORT_OUTAGE;

await describeNeeding('no broker for a while', [ensureKafka, ensureKcat, ensurePostgres], () => {
  test('CE4 with no broker every command is answered at once, and when it is back all of it arrives as if it had never been away', async () => {
    const { before, during, backlog, drainSeconds, events } = await certifyOutage(outage);
    const compare = (name: 'p50' | 'p95') =>
      `${name} ${during[name]} ms (×${(during[name] / before[name]).toFixed(2)} of ${before[name]})`;
    process.stdout.write(
      `no broker for ${outage.seconds} s: ${compare('p50')}, ${compare('p95')}; ${backlog} events drained in ${drainSeconds} s\n`,
    );
    expect(events).toBeGreaterThan(2 * outage.tasks);
  }, 600_000);
});
