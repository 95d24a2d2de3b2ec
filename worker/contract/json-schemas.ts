import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Whether a schema describes what comes in or what goes out: fields with a default may be left out of what comes in. */
type Direction = 'input' | 'output';

/** Gathers the JSON Schemas of a document: those with a name once, as components, and references to them everywhere else. */
export interface SchemaCollection {
  describe: (schema: z.ZodType, direction: Direction) => JsonSchema;
  components: () => Record<string, JsonSchema>;
}

export function collectSchemas(): SchemaCollection {
  const components = new Map<string, JsonSchema>();
  return {
    describe(schema, direction) {
      const {
        $schema: _dialect,
        $defs = {},
        ...root
      } = z.toJSONSchema(schema, { io: direction, unrepresentable: 'any', override: dropObviousBounds });
      const names = new Map<string, string>();
      for (const [name, definition] of Object.entries($defs))
        names.set(name, freeName(components, name, definition, direction));
      for (const [name, definition] of Object.entries($defs))
        components.set(names.get(name) ?? name, withReferences(definition, names));
      return withReferences(root, names);
    },
    components: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What comes in and what goes out may differ under one name; then what comes in gets a name of its own. */
function freeName(
  components: Map<string, JsonSchema>,
  name: string,
  definition: JsonSchema,
  direction: Direction,
): string {
  const known = components.get(name);
  const isSame = known === undefined || JSON.stringify(known) === JSON.stringify(withReferences(definition, new Map()));
  return isSame ? name : `${name}${direction === 'input' ? 'Input' : 'Output'}`;
}

/** Every whole number of ours is a safe integer; saying so at each of them only hides the bounds that mean something. */
function dropObviousBounds({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

const LOCAL = '#/$defs/';

/** A schema whose references lead to the components of the document. */
function withReferences(schema: JsonSchema, names: Map<string, string>): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key !== '$ref' || typeof value !== 'string' || !value.startsWith(LOCAL)) return value;
    const name = value.slice(LOCAL.length);
    return `#/components/schemas/${names.get(name) ?? name}`;
  });
}
