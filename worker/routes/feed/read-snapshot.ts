import { z } from 'zod';
import { readFeedSnapshot } from '#application/use-cases/feed/read-feed-snapshot.ts';
import { SnapshotPageSchema } from '#core/feed/protocol.ts';
import { SnapshotCursorSchema } from '#core/feed/snapshot-cursor.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { answerTexts } from './answer-texts.ts';
import { ConsumerParams, LimitParam } from './feed-params.ts';

export const readSnapshot = endpoint(
  {
    method: 'get',
    path: '/snapshot',
    operationId: 'readFeedSnapshot',
    summary: 'All tasks, in pages',
    description:
      'For a consumer that is new, has lapsed, or begins anew after a restore. The first page, asked for with the lease, sets its place; after the last page it goes on with the events after the `seq` of the first.',
    section: 'Feed',
    access: 'service:feed',
    query: z.strictObject({
      ...ConsumerParams,
      after: SnapshotCursorSchema.optional().meta({ description: 'The `next` of the page before.' }),
      limit: LimitParam,
    }),
    answer: { status: 200, description: 'A page of the snapshot.', schema: SnapshotPageSchema },
    problems: ['lease_lost', 'invalid_state', 'gone'],
  },
  async ({ ctx, services, query: { consumer, after = null, limit, lease } }) => {
    const { tasks, ...frame } = await readFeedSnapshot(services, { consumer, after, limit, lease });
    return answerTexts(ctx, 'tasks', tasks, { ...frame, source: services.configuration.feedSource });
  },
);
