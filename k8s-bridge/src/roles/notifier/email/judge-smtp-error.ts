import { z } from 'zod';
import type { TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { plainError } from '#core/delivery/plain-error.ts';

// As nodemailer says it (its lib/errors): where it went wrong, and what the server answered there.
const SmtpErrorSchema = z.looseObject({
  message: z.string().catch(''),
  code: z.string().optional().catch(undefined),
  responseCode: z.int().min(0).max(999).optional().catch(undefined),
  response: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});

const BAD_SEQUENCE = 503;
/** Of one message: whom it goes to, and what it says. What is refused earlier is about us, not about it. */
const MESSAGE_COMMANDS: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);

/**
 * What a mail that was not taken means. Only a 5xx about this recipient or this text is for good; that of a login or of
 * the sender is the operator's to repair, and everything else may be over by the next try.
 */
export function judgeSmtpError(error: unknown): { readonly outcome: TryOutcome; readonly isOperators: boolean } {
  const { message, code, responseCode, response, command } = SmtpErrorSchema.parse(
    error instanceof Error ? { ...error, message: error.message } : { message: String(error) },
  );
  const said = { code: responseCode ?? null, durationMs: null, answer: null };
  const isLogin = code === 'EAUTH' || code === 'ENOAUTH' || code === 'ECONFIG';
  const isPermanent = responseCode !== undefined && responseCode >= 500 && responseCode !== BAD_SEQUENCE;
  const isRefused = isPermanent && !isLogin && MESSAGE_COMMANDS.has(command ?? '');
  // The user reads it: of a login nothing but that it failed.
  const text = isLogin ? 'The mail server did not take the login.' : plainError(response ?? message);
  return {
    outcome: isRefused
      ? { kind: 'refused', ...said, error: text }
      : { kind: 'failed', ...said, error: text, retryAfterMs: null },
    isOperators: isLogin || (isPermanent && !isRefused),
  };
}
