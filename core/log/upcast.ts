import { z } from 'zod';
import { InstantSchema, toEpochMs } from '../instant.ts';
import { orderKeyOfInstant } from '../order-key.ts';
import { FIRST_PREFERENCES } from '../settings/first-settings.ts';
import { TASK_EVENT_TYPES } from './event.ts';

const TASK_TYPES: ReadonlySet<string> = new Set(TASK_EVENT_TYPES);
const StateSchema = z.looseObject({});
const MadeSchema = z.looseObject({ createdAt: InstantSchema });
const DataSchema = z.looseObject({ after: StateSchema });

/** A task as an older version of the program stored it, with the fields that came since. */
export function upcastTask(state: unknown): unknown {
  return withAdded(state, { reminders: [], series: null });
}

/** Settings as an older version of the program stored them, with the fields that came since. */
export function upcastSettings(state: unknown): unknown {
  return withAdded(state, FIRST_PREFERENCES);
}

/** A saved view as an older version of the program stored it: the views stood in the order in which they were made. */
export function upcastView(state: unknown): unknown {
  const read = MadeSchema.safeParse(state);
  return read.success ? withAdded(state, { orderKey: orderKeyOfInstant(toEpochMs(read.data.createdAt)) }) : state;
}

/** What an event says, in the shape of today: the log is never rewritten, so it is read through this. */
export function upcastData(type: string, data: unknown): unknown {
  const read = DataSchema.safeParse(data);
  if (!read.success) return data;
  const { after } = read.data;
  if (TASK_TYPES.has(type)) return { ...read.data, after: upcastTask(after) };
  if (type.startsWith('view.')) return { ...read.data, after: upcastView(after) };
  return type.startsWith('settings.') ? { ...read.data, after: upcastSettings(after) } : data;
}

// What is no object at all is left for the schema to refuse.
function withAdded(state: unknown, added: object): unknown {
  const read = StateSchema.safeParse(state);
  return read.success ? { ...added, ...read.data } : state;
}
