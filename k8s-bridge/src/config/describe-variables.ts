import { z } from 'zod';
import { isSecret, type Variables } from './variable.ts';

/** A variable as people read about it. */
export interface VariableDescription {
  readonly name: string;
  /** What may stand there. */
  readonly values: string;
  /** What counts when it is absent; null when it has to be given or the part that needs it is off. */
  readonly fallback: string | null;
  readonly description: string;
}

const InputSchema = z.looseObject({
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  description: z.string().default(''),
});

export function describeVariables(variables: Variables): VariableDescription[] {
  return Object.entries(variables.shape).map(([name, schema]) => {
    // What a variable is parsed into may be no JSON; its text and its default are.
    const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const described = InputSchema.parse({ ...json, ...schema.meta() });
    return {
      name: isSecret(schema) ? `${name} or ${name}_FILE` : name,
      values: described.enum?.join(' | ') ?? (typeof described.default === 'number' ? 'number' : 'text'),
      fallback: described.default === undefined || described.default === '' ? null : String(described.default),
      description: described.description,
    };
  });
}
