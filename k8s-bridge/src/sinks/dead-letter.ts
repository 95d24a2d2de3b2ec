import { MAX_DEAD_LETTER_CHARACTERS, type SinkRecord } from '#core/feed/sink-record.ts';
import type { SourceRecord } from '../sources/event-source.ts';

/** A record that a consumer could not read, put aside as it was, with why and where it stood. */
export function deadLetter(
  topic: 'dlq.reminders' | 'dlq.task-events',
  { key, body, position }: SourceRecord,
  { error, consumer }: { readonly error: string; readonly consumer: string },
): SinkRecord {
  return {
    topic,
    key: key ?? 'unknown',
    body: (body ?? '').slice(0, MAX_DEAD_LETTER_CHARACTERS),
    contentType: 'application/json',
    headers: { error, position, consumer },
  };
}
