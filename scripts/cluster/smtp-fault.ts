/**
 * What a mail server can do wrong.
 * - `refuse-login`: 535, whatever the password.
 * - `answer`: a code of its own where it says so; 4xx asks to try again, 5xx says never.
 * - `drop-after-data`: it has the whole mail and keeps it, and goes away before it says so. The sender can not know.
 * - `lose-after-data`: the same, but the mail is gone.
 * - `answer-late`: it keeps the mail, and says so only so much later.
 * - `hang`: it takes what comes and never answers again; the connection stands.
 */
export type SmtpFault =
  | { readonly kind: 'refuse-login' }
  | { readonly kind: 'answer'; readonly code: number; readonly at: 'connect' | 'sender' | 'recipient' | 'data' }
  | { readonly kind: 'drop-after-data' }
  | { readonly kind: 'lose-after-data' }
  | { readonly kind: 'answer-late'; readonly afterMs: number }
  | { readonly kind: 'hang'; readonly at: 'connect' | 'recipient' | 'data' };

/** The error that makes the server answer with that code. */
export class SmtpAnswer extends Error {
  readonly responseCode: number;

  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/** Faults that are armed: each meets so many commands it applies to, then is over. */
export interface SmtpFaults {
  readonly arm: (fault: SmtpFault, times?: number) => void;
  readonly heal: () => void;
  /** The armed fault that applies here, counted as having happened. */
  readonly take: (applies: (fault: SmtpFault) => boolean) => SmtpFault | null;
}

/** A new one stands in for the one before. */
export function armedFaults(): SmtpFaults {
  let armed: { readonly fault: SmtpFault; timesLeft: number } | null = null;
  return {
    arm: (fault, times = Number.POSITIVE_INFINITY) => {
      armed = { fault, timesLeft: times };
    },
    heal: () => {
      armed = null;
    },
    take: (applies) => {
      if (!armed || armed.timesLeft <= 0 || !applies(armed.fault)) return null;
      armed.timesLeft -= 1;
      return armed.fault;
    },
  };
}
