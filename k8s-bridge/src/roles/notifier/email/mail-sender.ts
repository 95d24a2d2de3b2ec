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
  /** Of a whole mail, the wait for a connection included. */
  readonly sendTimeoutMs?: number;
  /** Of every step on the way. */
  readonly stepTimeoutMs?: number;
}

const SEND_TIMEOUT_MS = 60_000;
const STEP_TIMEOUT_MS = 20_000;
const CHECK_KEPT_MS = 30_000;

export function mailSender({
  settings,
  clock,
  sendTimeoutMs = SEND_TIMEOUT_MS,
  stepTimeoutMs = STEP_TIMEOUT_MS,
}: MailSenderOptions): MailSender {
  const pool = smtpPool(settings, stepTimeoutMs);
  let checked: { readonly atMs: number; readonly result: Promise<void> } | null = null;
  return {
    async send(grant) {
      const said = { durationMs: null, answer: null };
      if (!isMailAddress(grant.to)) {
        return { kind: 'refused', ...said, code: null, error: 'The address is none that mail can be sent to.' };
      }
      try {
        const transporter = await pool.current();
        const mail = composeMail(grant, { from: settings.from, nowMs: clock.nowMs() });
        const { response } = await transporter.sendMail({ ...mail, signal: AbortSignal.timeout(sendTimeoutMs) });
        return { kind: 'sent', ...said, code: Number.parseInt(response, 10) || null };
      } catch (error) {
        const { outcome, isOperators } = judgeSmtpError(error);
        // The next question about the readiness is asked of the server anew.
        if (isOperators) checked = null;
        return outcome;
      }
    },
    async check() {
      const nowMs = clock.monotonicMs();
      if (checked === null || nowMs - checked.atMs > CHECK_KEPT_MS) {
        const result = pool.current().then((transporter) => transporter.verify());
        checked = { atMs: nowMs, result: result.then(() => undefined) };
      }
      await checked.result;
    },
    close: () => pool.close(),
  };
}
