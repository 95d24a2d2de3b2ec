import { test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { expectSurvivesKill } from '../../../test/notifier-killed.ts';

// They wait most of the time, for a broker to notice that somebody is dead: so they wait together.
await describeNeeding('a notifier between a real broker and real receivers', [ensureKafka, ensureKcat], () => {
  test.concurrent.each([2, 3])(
    'NF41 F27 killed at a random place of its work, seed %i: every mail goes out, and none twice but what was under way',
    (seed) => expectSurvivesKill(seed),
  );
});
