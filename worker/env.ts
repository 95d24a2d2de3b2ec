import { z } from 'zod';
import { BackupEnvironmentSchema } from '#application/backup-configuration.ts';
import { ChatEnvironmentSchema } from '#application/chat/chat-configuration.ts';
import { MirrorEnvironmentSchema } from '#application/mirror-configuration.ts';
import { PushEnvironmentSchema } from '#application/push-configuration.ts';
import { TracingEnvironmentSchema } from '#application/tracing-configuration.ts';
import { CellSchema, feedSource } from '#core/feed/cell.ts';

const switchSchema = z.enum(['on', 'off']).transform((value) => value === 'on');

const ConfigurationSchema = z
  .object({
    ENVIRONMENT: z.enum(['local', 'staging', 'production']),
    DEMO: switchSchema,
    RATE_LIMITS: switchSchema,
    METER: switchSchema,
    METRICS: switchSchema,
    CELL: CellSchema,
    PUBLIC_ORIGIN: z
      .union([z.literal(''), z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)])
      .default(''),
    WEBHOOK_ALLOW: z.string().default(''),
    AUTH_SECRET: z.string().min(32),
    OPERATOR_TOKEN: z.string().min(16),
  })
  .and(PushEnvironmentSchema.transform((push) => ({ push })))
  .and(ChatEnvironmentSchema.transform((model) => ({ model })))
  .and(BackupEnvironmentSchema.transform((backup) => ({ backup })))
  .and(TracingEnvironmentSchema.transform((tracing) => ({ tracing })))
  // Only looked at: the bell takes what it needs of it.
  .and(MirrorEnvironmentSchema.transform(() => ({})))
  .transform((env) => ({
    environment: env.ENVIRONMENT,
    isDemoOn: env.DEMO,
    areRateLimitsOn: env.RATE_LIMITS,
    isMeterShown: env.METER,
    areMetricsOn: env.METRICS,
    feedSource: feedSource(env.CELL),
    /** Where people reach this site; null when that is where a request came to. */
    publicOrigin: env.PUBLIC_ORIGIN === '' ? null : env.PUBLIC_ORIGIN,
    webhookAllowances: env.WEBHOOK_ALLOW.split(/[\s,]+/).filter(Boolean),
    authSecret: env.AUTH_SECRET,
    operatorToken: env.OPERATOR_TOKEN,
    push: env.push,
    /** Null when this deployment makes no backups. */
    backup: env.backup,
    /** Null when nothing is traced. */
    tracing: env.tracing,
    /** The chat's; null when there is none. */
    model: env.model,
  }));

/** Variables and secrets, parsed: what a deployment sets wrong is found by the first request, not by the first victim. */
export type Configuration = z.infer<typeof ConfigurationSchema>;

const parsed = new WeakMap<Env, Configuration>();

/** The configuration of this isolate. */
export function configurationOf(env: Env): Configuration {
  const known = parsed.get(env);
  if (known) return known;
  const configuration = ConfigurationSchema.parse(env);
  parsed.set(env, configuration);
  return configuration;
}
