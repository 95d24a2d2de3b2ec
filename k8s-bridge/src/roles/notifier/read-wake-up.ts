import { z } from 'zod';
import { OUTSIDE_CHANNELS, type OutsideChannel, OutsideChannelSchema } from '#core/delivery/delivery-notice.ts';
import type { ClaimRequest } from '#core/delivery/notifier-protocol.ts';
import { CloudEventSchema, catalogueTypeOf } from '#core/feed/cloud-event.ts';
import { payloadVersionOf } from '#core/feed/payload-versions.ts';
import { FiringIdSchema, MessageIdSchema } from '#core/ids.ts';
import { parseJson } from '../../parse-json.ts';
import type { SourceRecord } from '../../sources/event-source.ts';

/** Something may have to be sent: what to claim, and on which channels. */
export type WakeUp = Pick<ClaimRequest, 'userId' | 'deliveryOf' | 'channels'>;

export type ReadWakeUp =
  | { readonly kind: 'wake-up'; readonly wakeUp: WakeUp }
  /** An event of the topic that is none of ours. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly error: string };

// Only what the claim needs: whatever else an event says is for others, and may be newer than this program.
const ReadEventSchema = z.looseObject(CloudEventSchema.shape);
const FiredSchema = z.object({ after: z.object({ id: FiringIdSchema, channels: z.array(z.string()) }) });
const DueSchema = z.object({
  after: z.object({
    channel: OutsideChannelSchema,
    messageId: MessageIdSchema.nullable(),
    firingId: FiringIdSchema.nullable(),
  }),
});

/**
 * What a record of `reminders` asks of the notifier.
 *
 * @param channels what this notifier can send
 */
export function readWakeUp({ body }: Pick<SourceRecord, 'body'>, channels: readonly OutsideChannel[]): ReadWakeUp {
  const event = ReadEventSchema.safeParse(body === null ? undefined : parseJson(body));
  if (!event.success) return unreadable(`no event: ${z.prettifyError(event.error)}`);
  const { type, version } = catalogueTypeOf(event.data);
  if (type !== 'reminder.fired' && type !== 'notification.due') return { kind: 'nothing' };
  if (version > payloadVersionOf(type)) return unreadable(`${event.data.type} is newer than this program`);
  const asked = type === 'reminder.fired' ? readFired(event.data.data) : readDue(event.data.data);
  if (!asked) return unreadable(`the data of ${event.data.type} is not what the catalogue says`);
  const ours = asked.channels.filter((channel) => channels.includes(channel));
  if (ours.length === 0) return { kind: 'nothing' };
  const { deliveryOf } = asked;
  return { kind: 'wake-up', wakeUp: { userId: event.data.userid, deliveryOf, channels: ours } };
}

type Asked = Pick<WakeUp, 'deliveryOf' | 'channels'>;

function readFired(data: unknown): Asked | null {
  const fired = FiredSchema.safeParse(data).data?.after;
  if (!fired) return null;
  const channels = OUTSIDE_CHANNELS.filter((channel) => fired.channels.includes(channel));
  return { deliveryOf: { firingId: fired.id }, channels };
}

function readDue(data: unknown): Asked | null {
  const due = DueSchema.safeParse(data).data?.after;
  if (!due) return null;
  const { messageId, firingId, channel } = due;
  if (messageId !== null) return { deliveryOf: { messageId }, channels: [channel] };
  return firingId === null ? null : { deliveryOf: { firingId }, channels: [channel] };
}

function unreadable(error: string): ReadWakeUp {
  return { kind: 'unreadable', error };
}
