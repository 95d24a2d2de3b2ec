import type { LoggedSeriesEvent } from '#core/log/event.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import type { EventWords } from './describe-event.ts';

const SENTENCES: Record<LoggedSeriesEvent['type'], string> = {
  'recurrence.created': 'made a task repeat:',
  'recurrence.updated': 'changed how a task repeats:',
  'recurrence.paused': 'paused a repeating task:',
  'recurrence.resumed': 'resumed a repeating task:',
  'recurrence.stopped': 'stopped a task from repeating:',
  'recurrence.finished': 'came to the end of a repeating task:',
  'recurrence.occurrence_created': 'went on to the next occurrence:',
  'recurrence.occurrence_skipped': 'skipped an occurrence:',
  'recurrence.occurrence_withdrawn': 'took the next occurrence back:',
};

/** What happened to a series, which is called by its rule. */
export function describeSeriesEvent(event: LoggedSeriesEvent): EventWords {
  const { id, rule, start } = event.data.after;
  const subject = { kind: 'series', id, text: describeRecurrence({ rule, start }), isGone: false } as const;
  return { icon: 'repeat', action: SENTENCES[event.type], subject, tail: '', changes: [] };
}
