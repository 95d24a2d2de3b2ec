import { z } from 'zod';
import { invariant } from '../errors.ts';
import { EVENT_TYPES, type EventType, LoggedEventSchema } from '../log/event.ts';
import { TaskSchema } from '../task/task.ts';
import { typeAttributes } from './cloud-event.ts';
import { EVENT_MEANINGS } from './event-meanings.ts';
import { payloadVersionOf } from './payload-versions.ts';
import { TASK_STATE_TYPE, TASK_STATE_VERSION } from './task-state.ts';
import { topicOf } from './topics.ts';

/** A type of record whose `data` consumers may rely on. */
export interface PublishedType {
  type: string;
  version: number;
  /** What it tells, in a sentence. */
  meaning: string;
  /** What `data` is; as it is written today. */
  payload: z.ZodType;
  /** The name of its JSON Schema, wherever that is read. */
  dataschema: string;
}

/** A type of event as its consumers may rely on it. */
export interface CatalogueEntry extends PublishedType {
  type: EventType;
  topic: ReturnType<typeof topicOf>;
}

/** Every type there is. A contract: see `schema-changes.ts` for what may change within a version. */
export const CATALOGUE: readonly CatalogueEntry[] = EVENT_TYPES.map((type) => {
  const version = payloadVersionOf(type);
  return {
    type,
    version,
    topic: topicOf(type),
    meaning: EVENT_MEANINGS[type],
    payload: payloadOf(type),
    dataschema: typeAttributes(type, version).dataschema,
  };
});

/** What `task-updates` holds: no event, but published like one. */
export const TASK_STATE: PublishedType = {
  type: TASK_STATE_TYPE,
  version: TASK_STATE_VERSION,
  meaning: 'The latest state of a task.',
  payload: z.strictObject({ task: TaskSchema }),
  dataschema: typeAttributes(TASK_STATE_TYPE, TASK_STATE_VERSION).dataschema,
};

function payloadOf(type: EventType): z.ZodType {
  const option = LoggedEventSchema.options.find(({ shape }) => shape.type.safeParse(type).success);
  invariant(option, `the log knows no event of type ${type}`);
  return option.shape.data;
}
