import { z } from 'zod';
import { Secret } from './secret.ts';

// How a variable of the environment is declared: zod with a description, from which `--help` and the reference are made.

/** Variables by name; each is read from the text of the environment, and absent when that is empty. */
export type Variables = z.ZodObject<Record<string, z.ZodType>>;

/** `off` or `on`, as a boolean. */
export function switchVariable(isOn: boolean, description: string) {
  return z
    .enum(['off', 'on'])
    .default(isOn ? 'on' : 'off')
    .transform((value) => value === 'on')
    .meta({ description });
}

/** A whole number. */
export function numberVariable(
  options: { min: number; max: number; fallback: number },
  description: string,
): z.ZodType<number> {
  return z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= options.min && value <= options.max, `must be from ${options.min} to ${options.max}`)
    .default(options.fallback)
    .meta({ description, default: options.fallback });
}

/** Where something is. What it takes to be let in has variables of its own: an address stands in logs and errors. */
export const WebAddressSchema = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://', abort: true })
  .refine((url) => !hasUserinfo(new URL(url)), 'must be without a user or password: an address stands in logs');

function hasUserinfo({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/** Where a sidecar listens beside its program. */
export const DAPR_DEFAULT_URL = 'http://127.0.0.1:3500';

/**
 * Given as `NAME`, as `NAME_FILE` with the path of a file that is read at every use, or as `NAME_DAPR` with its place in a
 * store of Dapr.
 */
export function secretVariable(description: string) {
  return z.instanceof(Secret).optional().meta({ description, isSecret: true });
}

export function isSecret(schema: z.ZodType): boolean {
  return schema.meta()?.isSecret === true;
}
