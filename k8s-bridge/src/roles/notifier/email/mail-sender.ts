import type { TryOutcome } from '#core/delivery/notifier-protocol.ts';
import type { Clock } from '../../../clock.ts';
import type { EmailGrant } from '../ledger.ts';
import { composeMail } from './compose-mail.ts';
import { judgeSmtpError } from './judge-smtp-error.ts';
import { isMailAddress } from './mailbox.ts';
import { smtpPool } from './smtp-pool.ts';
import type { SmtpSettings } from './smtp-settings.ts';

/** Sends mail through the server that is configured. */
export interface MailSender {
  /** One try. Never rejects. */
  readonly send: (grant: EmailGrant) => Promise<TryOutcome>;
  /** @throws when the server does not answer, or does not take the login */
  readonly check: () => Promise<void>;
  readonly close: () => void;
}

interface MailSenderOptions {
  readonly settings: SmtpSettings;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  readonly timeouts?: MailTimeouts;
}

interface MailTimeouts {
  /** To connect, and to be greeted. */
  readonly stepMs: number;
  /** Until the text was handed over, the wait for a connection included. */
  readonly handOverMs: number;
  /** From then on: a server that scans what it was given may take its time, and who gives up on it sends twice. */
  readonly answerMs: number;
}

// Together less than a claim holds.
const TIMEOUTS: MailTimeouts = { stepMs: 20_000, handOverMs: 38_000, answerMs: 62_000 };
/** What was perhaps taken goes out again no sooner: by then it has arrived, as a rule, and the server is well again. */
const UNKNOWN_RETRY_MS = 15 * 60_000;
const CHECK_KEPT_MS = 30_000;

export function mailSender({ settings, clock, timeouts = TIMEOUTS }: MailSenderOptions): MailSender {
  const { stepMs, handOverMs, answerMs } = timeouts;
  const pool = smtpPool(settings, { stepMs, silenceMs: 2 * answerMs });
  let checked: { readonly atMs: number; readonly result: Promise<void> } | null = null;
  return {
    async send(grant) {
      const said = { durationMs: null, answer: null };
      if (!isMailAddress(grant.to)) {
        return { kind: 'refused', ...said, code: null, error: 'The address is none that mail can be sent to.' };
      }
      const over = new AbortController();
      let isHandedOver = false;
      let limit = setTimeout(() => over.abort(new Error('The mail server did not take the mail in time.')), handOverMs);
      const onHandedOver = () => {
        isHandedOver = true;
        clearTimeout(limit);
        limit = setTimeout(
          () => over.abort(new Error('The mail server did not say whether it took the mail.')),
          answerMs,
        );
      };
      try {
        const mail = composeMail(grant, { from: settings.from, nowMs: clock.nowMs() });
        const response = await pool.send(mail, { signal: over.signal, onHandedOver });
        return { kind: 'sent', ...said, code: Number.parseInt(response, 10) || null };
      } catch (error) {
        const { outcome, isOperators } = judgeSmtpError(over.signal.aborted ? over.signal.reason : error);
        // The next question about the readiness is asked of the server anew.
        if (isOperators) checked = null;
        const isUnknown = isHandedOver && outcome.kind === 'failed' && outcome.code === null;
        return isUnknown ? { ...outcome, retryAfterMs: UNKNOWN_RETRY_MS } : outcome;
      } finally {
        clearTimeout(limit);
      }
    },
    async check() {
      const nowMs = clock.monotonicMs();
      if (checked === null || nowMs - checked.atMs > CHECK_KEPT_MS) checked = { atMs: nowMs, result: pool.verify() };
      await checked.result;
    },
    close: () => pool.close(),
  };
}
