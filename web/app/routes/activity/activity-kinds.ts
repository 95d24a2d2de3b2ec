import {
  ACCOUNT_EVENT_TYPES,
  DELIVERY_EVENT_TYPES,
  type EventType,
  LIST_EVENT_TYPES,
  SERIES_EVENT_TYPES,
  VIEW_EVENT_TYPES,
} from '#core/log/event.ts';

/** What a person filters by; in the address each stands as its event types, which is what the API takes. */
export const ACTIVITY_KINDS = [
  { id: 'added', label: 'Added', types: ['task.created'] },
  { id: 'changed', label: 'Changed', types: ['task.updated'] },
  { id: 'moved', label: 'Moved', types: ['task.moved'] },
  { id: 'completed', label: 'Completed', types: ['task.completed'] },
  { id: 'reopened', label: 'Reopened', types: ['task.reopened'] },
  { id: 'trash', label: 'Trash', types: ['task.deleted', 'task.restored', 'task.purged'] },
  {
    id: 'reminders',
    label: 'Reminders',
    types: [
      'reminder.scheduled',
      'reminder.moved',
      'reminder.cancelled',
      'reminder.snoozed',
      'reminder.fired',
      'reminder.acknowledged',
      'reminder.read',
    ],
  },
  {
    id: 'deliveries',
    label: 'Email and webhooks',
    types: DELIVERY_EVENT_TYPES,
  },
  {
    id: 'repeating',
    label: 'Repeating',
    types: SERIES_EVENT_TYPES,
  },
  {
    id: 'lists',
    label: 'Lists',
    types: LIST_EVENT_TYPES,
  },
  {
    id: 'views',
    label: 'Saved views',
    types: VIEW_EVENT_TYPES,
  },
  {
    id: 'settings',
    label: 'Settings and account',
    types: ['settings.created', 'settings.updated', ...ACCOUNT_EVENT_TYPES],
  },
] as const satisfies readonly { id: string; label: string; types: readonly EventType[] }[];

export type ActivityKindId = (typeof ACTIVITY_KINDS)[number]['id'];

/** The kinds of which every type is asked for. */
export function kindsOf(types: readonly string[]): ActivityKindId[] {
  const asked = new Set(types);
  return ACTIVITY_KINDS.filter((kind) => kind.types.every((type) => asked.has(type))).map(({ id }) => id);
}

export function typesOf(kinds: ReadonlySet<unknown>): EventType[] {
  return ACTIVITY_KINDS.filter(({ id }) => kinds.has(id)).flatMap(({ types }) => types);
}
