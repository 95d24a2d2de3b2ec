import { z } from 'zod';
import type { OfferedModel } from '#core/chat/chat-settings.ts';
import type { AiBinding } from './engines/workers-ai-fetch.ts';
import type { ModelLimits } from './model-budget.ts';

export interface ModelConfiguration {
  offered: OfferedModel;
  /** Of a server that speaks the protocol of OpenAI; not asked when it is the binding of Workers AI. */
  baseUrl: string;
  apiKey: string;
  binding: AiBinding | null;
  isStreamed: boolean;
  limits: ModelLimits;
}

export const DEFAULT_MODEL_LIMITS: ModelLimits = { requests: 200, tokens: 1_000_000 };
const text = z.string().default('');
const countSchema = (fallback: number) =>
  z
    .union([z.literal(''), z.coerce.number().int().min(1).max(1_000_000_000)])
    .default('')
    .transform((count) => (count === '' ? fallback : count));

/** Variables, secrets and bindings about the chat's model. Without an engine there is none, and the chat works. */
export const ChatEnvironmentSchema = z
  .object({
    CHAT_ENGINE: z.enum(['', 'openai', 'workers-ai']).default(''),
    CHAT_BASE_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    CHAT_MODEL: text,
    CHAT_API_KEY: text,
    CHAT_STREAM: z.enum(['', 'on', 'off']).default(''),
    CHAT_DAILY_REQUESTS: countSchema(DEFAULT_MODEL_LIMITS.requests),
    CHAT_DAILY_TOKENS: countSchema(DEFAULT_MODEL_LIMITS.tokens),
    AI: z.custom<AiBinding>(isBinding).optional(),
  })
  .superRefine((env, ctx) => {
    const need = (name: string, isThere: boolean) => {
      if (!isThere)
        ctx.addIssue({ code: 'custom', path: [name], message: `is needed by CHAT_ENGINE ${env.CHAT_ENGINE}` });
    };
    if (env.CHAT_ENGINE !== '') need('CHAT_MODEL', env.CHAT_MODEL !== '');
    if (env.CHAT_ENGINE === 'openai') need('CHAT_BASE_URL', env.CHAT_BASE_URL !== '');
    if (env.CHAT_ENGINE === 'workers-ai') need('AI', env.AI !== undefined);
  })
  .transform((env): ModelConfiguration | null => {
    if (env.CHAT_ENGINE === '') return null;
    const isBound = env.CHAT_ENGINE === 'workers-ai';
    const host = isBound ? 'Cloudflare Workers AI' : new URL(env.CHAT_BASE_URL).host;
    return {
      offered: { engine: env.CHAT_ENGINE, model: env.CHAT_MODEL, host },
      // Nobody is asked there: the binding takes the place of the network.
      baseUrl: isBound ? 'https://workers-ai.invalid/v1' : env.CHAT_BASE_URL,
      apiKey: env.CHAT_API_KEY === '' ? 'none' : env.CHAT_API_KEY,
      binding: isBound ? (env.AI ?? null) : null,
      isStreamed: env.CHAT_STREAM !== 'off',
      limits: { requests: env.CHAT_DAILY_REQUESTS, tokens: env.CHAT_DAILY_TOKENS },
    };
  });

function isBinding(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}
