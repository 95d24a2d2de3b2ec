import type { ArchivableEvent } from '#bridge/roles/archiver/archived-event.ts';
import { readEvent } from '#bridge/roles/archiver/read-event.ts';
import type { SinkRecord } from '#bridge/sinks/event-sink.ts';
import type { CloudEvent } from '#core/feed/cloud-event.ts';
import { topicOf } from '#core/feed/topics.ts';
import { toInstant } from '#core/instant.ts';
import type { EventType } from '#core/log/event.ts';
import { sampleEvent } from './sample-event.ts';

/** When the first of the archived events happened; each further one is a second later. */
export const FIRST_MS = Date.UTC(2026, 10, 21, 10);

interface ArchiveEventOptions {
  readonly user?: number;
  readonly type?: EventType;
  readonly atMs?: number;
  readonly title?: string;
  readonly client?: string;
}

/** The nth event of an archive, as a CloudEvent. */
export function archiveEvent(n: number, options: ArchiveEventOptions = {}): CloudEvent {
  const { user = n % 3, type = 'task.created', atMs = FIRST_MS + n * 1_000, title = `Title ${n}`, client } = options;
  const event = sampleEvent(n, { user, type, task: { title } });
  return {
    ...event,
    time: toInstant(atMs),
    sequence: String(n + 1).padStart(16, '0'),
    ...(client !== undefined && { actorclient: client }),
  };
}

export function archiveEvents(count: number, options: ArchiveEventOptions = {}): CloudEvent[] {
  return Array.from({ length: count }, (_, n) => archiveEvent(n, options));
}

/** As the mirror puts it on its topic. */
export function toTopicRecord(event: CloudEvent, type: EventType = 'task.created'): SinkRecord {
  return {
    topic: topicOf(type),
    key: event.userid,
    body: JSON.stringify(event),
    contentType: 'application/cloudevents+json; charset=utf-8',
    headers: {},
  };
}

/** As the archiver reads it from there. */
export function toArchivable(event: CloudEvent): ArchivableEvent {
  const { event: read, unreadable } = readEvent(toTopicRecord(event));
  if (!read) throw new Error(unreadable);
  return read;
}
