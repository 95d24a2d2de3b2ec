import { z } from 'zod';
import { ConsumerNameSchema, MAX_FEED_EVENTS } from '#core/feed/protocol.ts';
import { numberVariable } from '../../config/variable.ts';
import { edgeBell } from '../../feed/edge-bell.ts';
import { feedClient } from '../../feed/feed-client.ts';
import { defineRole } from '../role.ts';
import { runMirror } from './run-mirror.ts';

/** What the mirror reads from the environment beside what all roles read. */
export const mirrorVariables = z.object({
  CONSUMER: ConsumerNameSchema.default('mirror').meta({
    description: 'The name under which the edge keeps how far this mirror has come; one mirror works, others stand by.',
  }),
  ON_EPOCH_CHANGE: z.enum(['stop', 'snapshot']).default('stop').meta({
    description:
      'When the database of the edge was restored to an earlier point: wait for an operator, or begin anew with a snapshot.',
  }),
  MIRROR_PAGE_EVENTS: numberVariable(
    { min: 1, max: MAX_FEED_EVENTS, fallback: MAX_FEED_EVENTS },
    'How many events it asks for at a time; two pages are what it holds in memory.',
  ),
});

/** Brings the log of the edge to the topics. */
export const mirror = defineRole({
  name: 'mirror',
  title: 'brings every event of the edge to the topics, in order for each user',
  variables: mirrorVariables,
  create({ transport, edge, clock, random, log, metrics, holder }, config) {
    const options = edge();
    const feed = feedClient(options);
    return {
      checks: [
        {
          part: 'edge',
          check: async () => {
            await feed.status();
          },
        },
        { part: 'broker', check: transport.check },
      ],
      async run(signal) {
        const bell = edgeBell(
          {
            edge: options,
            clock,
            random,
            onChange: (state, error) => log.info({ event: 'mirror.bell', state, error }),
          },
          signal,
        );
        const deps = { feed, bell, clock, random, log, metrics, holder };
        await runMirror(
          {
            ...deps,
            sink: transport.newSink(config.CONSUMER),
            consumer: config.CONSUMER,
            onEpochChange: config.ON_EPOCH_CHANGE,
            pageEvents: config.MIRROR_PAGE_EVENTS,
          },
          signal,
        );
      },
    };
  },
});
