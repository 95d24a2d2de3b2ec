import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { EventTypeSchema, TASK_EVENT_TYPES } from '../log/event.ts';
import { type CloudEvent, CloudEventSchema, catalogueTypeOf } from './cloud-event.ts';
import { payloadVersionOf } from './payload-versions.ts';
import { MAX_DEAD_LETTER_CHARACTERS, type SinkRecord } from './sink-record.ts';
import { StatedTaskSchema, taskState, taskStateKey } from './task-state.ts';
import { topicOf } from './topics.ts';

/** What becomes of one event of the feed. `deadLetter` says why it cannot be read. */
export type Mirrored = { readonly records: SinkRecord[]; readonly deadLetter: string | null };

export const EVENT_CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

// What a newer edge adds is passed on.
const ReadEventSchema = z.looseObject(CloudEventSchema.shape);
const TaskDataSchema = z.looseObject({ after: StatedTaskSchema });
const ErasedDataSchema = z.looseObject({ taskIds: z.array(TaskIdSchema) });
const PlaceSchema = z.looseObject({
  id: z.string().nullable().catch(null),
  userid: z.string().nullable().catch(null),
  sequence: z.string().nullable().catch(null),
  epoch: z.string().nullable().catch(null),
});

/** The records of one event as the feed gave it; one that cannot be read becomes a dead letter, so that the stream goes on. */
export function toRecords(raw: unknown): Mirrored {
  const event = ReadEventSchema.safeParse(raw);
  if (!event.success) return unreadable(raw, `no event: ${z.prettifyError(event.error)}`);
  if (event.data.datacontenttype !== 'application/json') return unreadable(raw, 'its data is no JSON');
  const { type: name, version } = catalogueTypeOf(event.data);
  const type = EventTypeSchema.safeParse(name);
  if (!type.success) return unreadable(raw, `unknown type ${event.data.type}`);
  if (version > payloadVersionOf(name)) return unreadable(raw, `${event.data.type} is newer than this program`);
  const states = toStates(event.data, name);
  if (!states) return unreadable(raw, `the data of ${event.data.type} is not what the catalogue says`);
  return { records: [eventRecord(topicOf(type.data), raw, event.data.userid), ...states], deadLetter: null };
}

/** The state of one task of a snapshot; null when it cannot be read. */
export function toStateRecord(
  raw: unknown,
  place: Pick<CloudEvent, 'source' | 'sequence' | 'epoch'>,
): SinkRecord | null {
  const parsed = z.looseObject({ userId: z.string(), task: StatedTaskSchema }).safeParse(raw);
  if (!parsed.success) return null;
  const { userId, task } = parsed.data;
  return stateRecord(task, { ...place, userid: userId });
}

/** An event the sink never takes: put aside, shortened, for what is too large is so here as well. */
export function toRefused(raw: unknown, error: string): Mirrored {
  return unreadable(raw, error);
}

function toStates(event: CloudEvent, name: string): SinkRecord[] | null {
  if (name === 'account.tasks_erased') {
    const data = ErasedDataSchema.safeParse(event.data);
    return data.success ? data.data.taskIds.map((taskId) => tombstone(event.userid, taskId)) : null;
  }
  if (!TASK_EVENT_TYPES.some((type) => type === name)) return [];
  const data = TaskDataSchema.safeParse(event.data);
  if (!data.success) return null;
  if (name === 'task.purged') return [tombstone(event.userid, data.data.after.id)];
  return [stateRecord(data.data.after, event)];
}

/** What lies in the trash is no task any more for whoever reads the topic; restoring it brings it back. */
function stateRecord(
  task: z.infer<typeof StatedTaskSchema>,
  origin: Pick<CloudEvent, 'source' | 'userid' | 'sequence' | 'epoch'>,
): SinkRecord {
  if (task.deletedAt !== null) return tombstone(origin.userid, task.id);
  return eventRecord('task-updates', taskState(task, origin), taskStateKey(origin.userid, task.id));
}

function eventRecord(topic: SinkRecord['topic'], event: unknown, key: string): SinkRecord {
  return { topic, key, body: JSON.stringify(event), contentType: EVENT_CONTENT_TYPE, headers: {} };
}

/** What takes the state of a task away. */
export function tombstone(userId: string, taskId: string): SinkRecord {
  const key = taskStateKey(userId, taskId);
  return { topic: 'task-updates', key, body: null, contentType: EVENT_CONTENT_TYPE, headers: {} };
}

function unreadable(raw: unknown, error: string): Mirrored {
  const { id, userid, sequence, epoch } = placeOf(raw);
  const headers = Object.entries({ error, eventid: id, sequence, epoch }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const record: SinkRecord = {
    topic: 'dlq.task-events',
    key: userid ?? 'unknown',
    body: JSON.stringify(raw).slice(0, MAX_DEAD_LETTER_CHARACTERS),
    contentType: 'application/json',
    headers: Object.fromEntries(headers),
  };
  return { records: [record], deadLetter: error };
}

/** Whose it is and where it stands, as far as that can be read. */
export function placeOf(raw: unknown): z.infer<typeof PlaceSchema> {
  return PlaceSchema.catch({ id: null, userid: null, sequence: null, epoch: null }).parse(raw);
}
