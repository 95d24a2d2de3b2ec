import type { Letter, LetterItem } from '#core/delivery/letter.ts';
import { dueLetterWords, momentWords } from '#core/delivery/letter-words.ts';
import type { WebhookBody } from '#core/delivery/webhook.ts';
import { invariant } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { LedgerLine, LedgerMessage } from '../../db/queries/read-claim.ts';

/** Where links in messages lead. */
export interface Links {
  /** Of the site, as people reach it. */
  origin: string;
  unsubscribe: (userId: string) => Promise<string>;
  /** Opens the token of a link that was sealed when it was put into the ledger; null when that cannot be done any more. */
  openSecret: (sealed: string) => Promise<string | null>;
}

/** A mail tells of no more than these, and says how many more there are. */
const MAX_ITEMS = 50;

/** What a mail about reminders says, as things are at this moment. */
export async function reminderLetter(
  userId: string,
  lines: readonly LedgerLine[],
  settings: Settings,
  links: Links,
): Promise<Letter> {
  return {
    kind: 'reminder',
    items: lines.slice(0, MAX_ITEMS).map((line) => itemOf(line, settings, links)),
    more: Math.max(0, lines.length - MAX_ITEMS),
    settingsLink: `${links.origin}/settings/reminders`,
    unsubscribeLink: `${links.origin}/unsubscribe/${await links.unsubscribe(userId)}`,
  };
}

/** What account mail says. Its link is made anew from the token, which is kept until it is sent. */
export function accountLetter(
  { kind, expiresAtMs }: LedgerMessage,
  { name, token }: { name: string; token: string | null },
  links: Links,
): Letter {
  invariant(token !== null && expiresAtMs !== null, 'account mail that is granted has its token');
  invariant(kind === 'verify_email' || kind === 'reset_password', 'only account mail has a link');
  const link = new URL(kind === 'verify_email' ? '/verify-email' : '/reset-password', links.origin);
  link.searchParams.set('token', token);
  return { kind, name, link: link.href, expiresAt: toInstant(expiresAtMs) };
}

/** What a call says, made at its first try and the same ever after. */
export function webhookBody(
  { kind }: { kind: LedgerMessage['kind'] },
  line: LedgerLine,
  settings: Settings,
  links: Links,
  nowMs: number,
): string {
  const body: WebhookBody = {
    type: kind === 'webhook_test' ? 'webhook.test' : 'reminder.fired',
    timestamp: toInstant(line.firedAtMs),
    data: {
      firingId: kind === 'webhook_test' ? null : line.firingId,
      taskId: line.taskId,
      title: line.taskTitle ?? line.title ?? 'A test of this webhook',
      scheduledAt: toInstant(line.scheduledAtMs),
      lateMs: Math.max(0, nowMs - line.scheduledAtMs),
      due: line.due === null ? null : dueLetterWords(line.due, settings),
      list: line.list,
      url: line.taskId === null ? links.origin : taskLink(line.taskId, links),
    },
  };
  return JSON.stringify(body);
}

function itemOf(line: LedgerLine, settings: Settings, links: Links): LetterItem {
  const { taskId, taskTitle, title, due, list, scheduledAtMs } = line;
  invariant(taskId !== null && title !== null, 'what rang has a task');
  return {
    taskId,
    title: taskTitle ?? title,
    due: due === null ? null : dueLetterWords(due, settings),
    list,
    scheduledAt: toInstant(scheduledAtMs),
    planned: momentWords(scheduledAtMs, settings),
    link: taskLink(taskId, links),
  };
}

function taskLink(taskId: string, { origin }: Links): string {
  return `${origin}/all?task=${taskId}`;
}
