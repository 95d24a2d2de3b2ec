import { z } from 'zod';
import { CellSchema, feedSource } from '#core/feed/cell.ts';
import { ConsumerNameSchema } from '#core/feed/protocol.ts';

/** Where the edge itself brings the log, when no program of the cluster may fetch it. */
export interface MirrorConfiguration {
  url: string;
  username: string;
  password: string;
  consumer: string;
  topicPrefix: string;
  /** The CloudEvents `source` of the log. */
  source: string;
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const TargetSchema = z
  .url({ protocol: /^https?$/ })
  .transform((url) => new URL(url))
  .refine(({ protocol, hostname }) => protocol === 'https:' || LOOPBACK.has(hostname), {
    message: 'must be https: the password goes with every request',
  })
  .refine(({ username, password, search, hash }) => username + password + search + hash === '', {
    message: 'must be an address and nothing else: the login has variables of its own',
  })
  .transform((url) => url.href.replace(/\/$/, ''));

/** Variables and secrets of the push mode; null when it is off, which it is without an address. */
export const MirrorEnvironmentSchema = z
  .object({
    CELL: CellSchema,
    PUSH_MIRROR_URL: z.union([z.literal(''), TargetSchema]).default(''),
    PUSH_MIRROR_USERNAME: z.string().default(''),
    PUSH_MIRROR_PASSWORD: z.string().default(''),
    PUSH_MIRROR_CONSUMER: ConsumerNameSchema.default('mirror'),
    PUSH_MIRROR_TOPIC_PREFIX: z
      .string()
      .regex(/^[\w.-]{0,100}$/)
      .default(''),
  })
  .refine((env) => env.PUSH_MIRROR_URL === '' || (env.PUSH_MIRROR_USERNAME !== '' && env.PUSH_MIRROR_PASSWORD !== ''), {
    message: 'PUSH_MIRROR_URL needs PUSH_MIRROR_USERNAME and the secret PUSH_MIRROR_PASSWORD',
  })
  .transform((env): MirrorConfiguration | null =>
    env.PUSH_MIRROR_URL === ''
      ? null
      : {
          url: env.PUSH_MIRROR_URL,
          username: env.PUSH_MIRROR_USERNAME,
          password: env.PUSH_MIRROR_PASSWORD,
          consumer: env.PUSH_MIRROR_CONSUMER,
          topicPrefix: env.PUSH_MIRROR_TOPIC_PREFIX,
          source: feedSource(env.CELL),
        },
  );
