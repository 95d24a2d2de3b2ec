import ip from 'ipaddr.js';
import { z } from 'zod';
import { numberVariable, secretVariable, switchVariable } from '../../config/variable.ts';

// As the edge reads its variable of the same name.
const list = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean);

/** What the notifier reads from the environment. */
export const notifierVariables = z.object({
  NOTIFIER_CONCURRENCY: numberVariable(
    { min: 1, max: 1_000, fallback: 50 },
    'How many wake-ups are handled at a time, and how many more tries that take long are under way beside them.',
  ),
  SMTP_URL: secretVariable(
    'The mail server with its login, such as smtp://user:password@mail.example:587 or smtps://…; in place of the single SMTP variables.',
  ),
  SMTP_HOST: z
    .string()
    .optional()
    .meta({ description: 'The mail server. Without it and SMTP_URL no mail is sent: another notifier may do that.' }),
  SMTP_PORT: numberVariable(
    { min: 0, max: 65_535, fallback: 0 },
    'Its port; 0 is the usual one: 587 with starttls, 465 with tls, 25 with none.',
  ),
  SMTP_SECURITY: z.enum(['starttls', 'tls', 'none']).default('starttls').meta({
    description: 'Encrypted after the greeting, from the start, or not at all. Certificates are always verified.',
  }),
  SMTP_CA_FILE: z
    .string()
    .optional()
    .meta({ description: 'PEM of authorities to trust for the mail server beside the public ones.' }),
  SMTP_USERNAME: z.string().optional().meta({ description: 'As whom to log in; without it there is no login.' }),
  SMTP_PASSWORD: secretVariable('With which password.'),
  SMTP_FROM: z
    .string()
    .optional()
    .meta({ description: 'Whom mail comes from, such as Carillon <reminders@example.com>. The host of Message-IDs.' }),
  WEBHOOKS: switchVariable(true, 'Whether this notifier calls webhooks.'),
  WEBHOOK_ALLOW: z
    .string()
    .default('')
    .transform(list)
    .refine((entries) => entries.every(isAllowance), 'must be CIDRs, addresses, or hosts, separated by commas')
    .meta({
      description:
        'What webhooks may reach beyond the public internet: CIDRs, addresses, host or host:port. The same as at the edge.',
    }),
  WEBHOOK_CA_FILE: z
    .string()
    .optional()
    .meta({ description: 'PEM of authorities to trust for webhooks beside the public ones.' }),
});

export type NotifierConfig = z.output<typeof notifierVariables>;

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$/i;

function isAllowance(entry: string): boolean {
  return ip.isValidCIDR(entry) || ip.isValid(entry) || HOST.test(entry);
}
