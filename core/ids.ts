import { TypeID } from 'typeid-js';
import { z } from 'zod';

/**
 * Every kind of id and its prefix. An id is a TypeID (https://github.com/jetify-com/typeid): the prefix says
 * what it names, the suffix is a UUIDv7 in Crockford base 32, so ids sort by the time they were made.
 */
export const ID_PREFIXES = {
  user: 'usr',
  task: 'task',
  list: 'list',
  event: 'evt',
  correlation: 'cor',
  token: 'tok',
  serviceToken: 'svc',
  session: 'ses',
  credential: 'crd',
  verification: 'ver',
  request: 'req',
  reminder: 'rem',
  firing: 'fir',
  delivery: 'dlv',
  message: 'msg',
  subscription: 'sub',
  webhook: 'whk',
  series: 'ser',
  plan: 'pln',
  view: 'view',
  conversation: 'cnv',
  turn: 'trn',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** Makes a fresh id of a kind. Passed in wherever ids are minted, so that core stays free of randomness. */
export type NewId = (kind: IdKind) => string;

// A TypeID suffix is 26 characters; the first is at most 7, because 26 × 5 bits are two more than a UUID has.
const SUFFIX = '[0-7][0-9a-hjkmnp-tv-z]{25}';

function idSchema(kind: IdKind) {
  const prefix = ID_PREFIXES[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_${SUFFIX}$`), `must be an id such as ${prefix}_01jd8xv0q5e3t8h2w6m4k9r7zn`)
    .meta({ examples: [`${prefix}_01jd8xv0q5e3t8h2w6m4k9r7zn`] });
}

export const UserIdSchema = idSchema('user');
export const TaskIdSchema = idSchema('task');
export const EventIdSchema = idSchema('event');
export const CorrelationIdSchema = idSchema('correlation');
export const TokenIdSchema = idSchema('token');
export const ServiceTokenIdSchema = idSchema('serviceToken');
export const SessionIdSchema = idSchema('session');
export const ReminderIdSchema = idSchema('reminder');
export const FiringIdSchema = idSchema('firing');
export const DeliveryIdSchema = idSchema('delivery');
export const MessageIdSchema = idSchema('message');
export const SubscriptionIdSchema = idSchema('subscription');
export const SeriesIdSchema = idSchema('series');
export const WebhookIdSchema = idSchema('webhook');
export const SavedViewIdSchema = idSchema('view');
export const PlanIdSchema = idSchema('plan');
export const ConversationIdSchema = idSchema('conversation');
export const TurnIdSchema = idSchema('turn');

/** The list every user has from the start. Ids are unique per user, so one constant names everybody's Inbox. */
export const INBOX_ID = 'inbox';

export const ListIdSchema = z
  .string()
  .regex(new RegExp(`^(?:inbox|list_${SUFFIX})$`), 'must be "inbox" or an id such as list_01jd8xv0q5e3t8h2w6m4k9r7zn')
  .meta({ examples: [INBOX_ID, 'list_01jd8xv0q5e3t8h2w6m4k9r7zn'] });

/** The aggregate that holds a user's settings; like the Inbox it has the same name for everybody. */
export const SETTINGS_ID = 'settings';

/** The id a UUID takes as a given kind. For ids that derive from something (a hash, a test seed). */
export function idFromUuidBytes(kind: IdKind, bytes: Uint8Array): string {
  return TypeID.fromUUIDBytes(ID_PREFIXES[kind], bytes).toString();
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
// 48 bits of time, of which the first two of the 50 that ten digits hold are not part.
const TIME_DIGITS = 10;

/** When an id was made, in ms since the epoch, as its UUIDv7 says; ids that a client made up may say anything. */
export function idEpochMs(id: string): number {
  const suffix = id.slice(id.lastIndexOf('_') + 1, id.lastIndexOf('_') + 1 + TIME_DIGITS);
  return [...suffix].reduce((ms, digit) => ms * 32 + DIGITS.indexOf(digit), 0);
}
