import { type Webhook, WebhookBodySchema, type WebhookMessage } from '#core/delivery/webhook.ts';
import { reasonWords } from '#web/app/reminders/reason-words.ts';
import { lateWords } from '#web/app/tasks/detail/describe-delivery.ts';

/** Why a webhook is off, and since when; null while it is on. */
export function offWords({ disabledAt, disabledReason }: Webhook, day: (instant: string) => string): string | null {
  if (disabledAt === null) return null;
  const since = day(disabledAt);
  switch (disabledReason) {
    case 'gone':
      return `It answered 410, which says that it is gone, and was switched off for that on ${since}.`;
    case 'token_revoked':
      return `It was made by an API token that was revoked on ${since}, and ended with it.`;
    case 'user':
    case null:
      return `You switched it off on ${since}.`;
  }
}

/** One message to a webhook as a list tells it: what it was about and how it stands. */
export interface MessageWords {
  tone: 'done' | 'waiting' | 'stopped' | 'failed';
  title: string;
  state: string;
  canReplay: boolean;
}

/** @param clock writes an instant as the wall clock of the user */
export function describeMessage(message: WebhookMessage, clock: (instant: string) => string): MessageWords {
  const { kind, status, reason, request, nextAttemptAt, attempts } = message;
  const title = kind === 'webhook_test' ? 'Test' : (titleIn(request) ?? 'Reminder');
  const last = attempts.at(-1);
  const tries = attempts.length === 1 ? 'one try' : `${attempts.length} tries`;
  const base = { title, canReplay: status !== 'waiting' };
  switch (status) {
    case 'sent':
      return {
        ...base,
        tone: 'done',
        state: last ? `answered ${last.code ?? 'nothing'}, ${lateWords(last.lateMs)}` : 'sent',
      };
    case 'cancelled':
      return { ...base, tone: 'stopped', state: reason === null ? 'not sent' : `not sent: ${reasonWords[reason]}` };
    case 'failed': {
      const why = reason === null || reason === 'gave_up' ? '' : `: ${reasonWords[reason]}`;
      return { ...base, tone: 'failed', state: `given up${attempts.length > 0 ? ` after ${tries}` : ''}${why}` };
    }
    case 'waiting': {
      if (!last) return { ...base, tone: 'waiting', state: 'waits for a notifier' };
      const again = nextAttemptAt === null ? 'waits to be tried again' : `again ${clock(nextAttemptAt)}`;
      return { ...base, tone: 'waiting', state: `${tries} failed, ${again}` };
    }
  }
}

/** What came of one try: `answered 503 in 120 ms`, `no answer in 10.0 s. It took too long.` */
export function attemptWords({ code, error, durationMs }: WebhookMessage['attempts'][number]): string {
  const answered = code === null ? 'no answer' : `answered ${code}`;
  const took =
    durationMs === null ? '' : ` in ${durationMs < 1000 ? `${durationMs} ms` : `${(durationMs / 1000).toFixed(1)} s`}`;
  // The status has been told, and most errors say no more than that.
  const isToldAlready = error === null || /^\S+( \S+)? answered \d+\.$/.test(error);
  return isToldAlready ? `${answered}${took}` : `${answered}${took}. ${error}`;
}

/** A body as people read it; as it is when it is no JSON. */
export function readableBody(text: string): string {
  const parsed = parseJson(text);
  return parsed === undefined ? text : JSON.stringify(parsed, null, 2);
}

function titleIn(request: string | null): string | null {
  const body = request === null ? null : WebhookBodySchema.safeParse(parseJson(request));
  return body?.success ? body.data.data.title : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
