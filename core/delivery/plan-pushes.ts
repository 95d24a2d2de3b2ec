import { deriveId } from '../derive-id.ts';
import { channelDueMs } from './delivery.ts';
import type { PushMessage } from './push-message.ts';

/** A ringing that is to go to a device. Times are ms since the epoch. */
export interface PushCandidate {
  firingId: string;
  reminderId: string;
  taskId: string;
  title: string;
  plannedAtMs: number;
  scheduledAtMs: number;
  /** The device. */
  subscriptionId: string;
}

/** One message to one device, and what it tells of. */
export interface PlannedPush<Candidate extends PushCandidate> {
  messageId: string;
  subscriptionId: string;
  candidates: Candidate[];
}

/** At the end of quiet hours more than so many are told in one message. */
const MAX_SINGLE = 3;
/** A message is 4 KB at most: enough for the longest title there is, not for many. */
const TITLES_IN_DIGEST = 3;
const TITLE_CHARACTERS = 80;
/** Forty ids are 1.2 KB. Whatever is beyond is acknowledged on the page that the click opens. */
const MAX_FIRINGS_PER_MESSAGE = 40;
const MINUTE_MS = 60_000;

/**
 * Which messages tell of these ringings: one each; but what quiet hours held back to the same end is told in one when
 * it is more than three. A message's id follows from what it tells of, so that a second run makes the same.
 */
export function planPushes<Candidate extends PushCandidate>(
  candidates: readonly Candidate[],
): PlannedPush<Candidate>[] {
  return Object.values(Object.groupBy(candidates, groupOf)).flatMap((group = []) => {
    const [first] = group;
    if (!first) return [];
    const { subscriptionId } = first;
    if (wasHeldBack(first) && group.length > MAX_SINGLE) {
      const messageId = deriveId('message', subscriptionId, 'quiet hours', String(first.scheduledAtMs));
      return [{ messageId, subscriptionId, candidates: group }];
    }
    return group.map((each) => ({
      messageId: deriveId('message', subscriptionId, each.firingId),
      subscriptionId,
      candidates: [each],
    }));
  });
}

function groupOf(candidate: PushCandidate): string {
  const { subscriptionId, scheduledAtMs } = candidate;
  return `${subscriptionId} ${scheduledAtMs} ${wasHeldBack(candidate)}`;
}

function wasHeldBack({ plannedAtMs, scheduledAtMs }: PushCandidate): boolean {
  return scheduledAtMs > plannedAtMs;
}

/** What a device shows. Titles only for who wants them there: a lock screen is read by anybody. */
export function pushMessage(
  { messageId, candidates }: PlannedPush<PushCandidate>,
  { isTitleShown, nowMs }: { isTitleShown: boolean; nowMs: number },
): PushMessage {
  const firingIds = candidates.map(({ firingId }) => firingId);
  const [only, ...others] = candidates;
  if (only && others.length === 0) {
    const { firingId, taskId, reminderId, title } = only;
    const late = latenessText(nowMs - channelDueMs('push', only.scheduledAtMs));
    return {
      tag: firingId,
      title: isTitleShown ? title : 'A reminder rang',
      body: [isTitleShown ? '' : 'Open Carillon to see which.', late].filter(Boolean).join(' '),
      path: `/all?task=${taskId}`,
      firingIds,
      snooze: { taskId, reminderId },
    };
  }
  const titles = candidates.slice(0, TITLES_IN_DIGEST).map(({ title }) => shortened(title));
  const more = candidates.length - titles.length;
  return {
    tag: messageId,
    title: `${candidates.length} reminders rang`,
    body: isTitleShown
      ? `${titles.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
      : 'They waited for the end of your quiet hours.',
    path: '/notifications',
    firingIds: firingIds.slice(0, MAX_FIRINGS_PER_MESSAGE),
    snooze: null,
  };
}

function shortened(title: string): string {
  const characters = [...title];
  return characters.length <= TITLE_CHARACTERS ? title : `${characters.slice(0, TITLE_CHARACTERS - 1).join('')}…`;
}

function latenessText(lateMs: number): string {
  const minutes = Math.floor(lateMs / MINUTE_MS);
  if (minutes < 1) return '';
  if (minutes < 60) return `${minutes} min late.`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h late.` : `${Math.floor(hours / 24)} days late.`;
}
