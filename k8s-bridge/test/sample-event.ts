import type { CloudEvent } from '#core/feed/cloud-event.ts';
import { typeAttributes } from '#core/feed/cloud-event.ts';
import type { Task } from '#core/task/task.ts';
import { nthId } from '#test/ids.ts';
import { sampleTask } from '#test/sample-task.ts';

interface SampleOptions {
  /** Of which user. */
  readonly user?: number;
  readonly type?: string;
  readonly task?: Partial<Task>;
}

/** The nth event of a log, about the nth task unless it says another. Place and epoch are the feed's. */
export function sampleEvent(n: number, { user = 0, type = 'task.created', task }: SampleOptions = {}): CloudEvent {
  const after = sampleTask({ id: nthId('task', n), ...task });
  return {
    specversion: '1.0',
    id: nthId('event', n),
    source: '/carillon/test',
    ...typeAttributes(type, 1),
    subject: after.id,
    time: after.updatedAt,
    datacontenttype: 'application/json',
    data: { after, before: null },
    userid: nthId('user', user),
    correlationid: nthId('correlation', n),
    sequence: '0000000000000000',
    epoch: 'e1',
    aggregateversion: String(after.version),
    actorkind: 'user',
    actorclient: 'web',
  };
}

/** Events 0 to `count` - 1, of users in turn. */
export function sampleEvents(count: number, users = 3): CloudEvent[] {
  return Array.from({ length: count }, (_, n) => sampleEvent(n, { user: n % users }));
}
