import { z } from 'zod';

/** The pair of keys that says who sends (RFC 8292), and whom a push service may write to about it. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
  subject: string;
}

export interface PushConfiguration {
  /** Null when this deployment does not push. */
  vapid: VapidKeys | null;
  /** Push services beside the known ones, `host` or `host:port`. */
  furtherHosts: string[];
}

const KEYS = ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const;

/** Variables and secrets about web push. All three of the keys or none: half a pair is a mistake, not a wish. */
export const PushEnvironmentSchema = z
  .object({
    VAPID_PUBLIC_KEY: z.union([z.literal(''), z.string().regex(/^B[\w-]{86}$/)]).default(''),
    VAPID_PRIVATE_KEY: z.union([z.literal(''), z.string().regex(/^[\w-]{43}$/)]).default(''),
    VAPID_SUBJECT: z.union([z.literal(''), z.string().regex(/^(?:mailto:|https:)/)]).default(''),
    PUSH_HOSTS: z.string().default(''),
  })
  .refine((env) => new Set(KEYS.map((name) => env[name] === '')).size === 1, {
    message: `set all of ${KEYS.join(', ')}, or none`,
  })
  .transform(
    (env): PushConfiguration => ({
      vapid:
        env.VAPID_PRIVATE_KEY === ''
          ? null
          : { publicKey: env.VAPID_PUBLIC_KEY, privateKey: env.VAPID_PRIVATE_KEY, subject: env.VAPID_SUBJECT },
      furtherHosts: env.PUSH_HOSTS.split(/[\s,]+/).filter(Boolean),
    }),
  );
