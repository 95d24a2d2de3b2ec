import { z } from 'zod';

const DefinitionSchema = z.object({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(
      z.object({ name: z.string(), schema: z.object({ openAPIV3Schema: z.record(z.string(), z.unknown()) }) }),
    ),
  }),
});

type JsonObject = Record<string, unknown>;

/** JSON Schemas, by the file in which kubeconform looks for the kind: `keda.sh/scaledobject_v1alpha1.json`. */
export function crdSchemas(definition: unknown): Map<string, JsonObject> {
  const { spec } = DefinitionSchema.parse(definition);
  const files = spec.versions.map(({ name, schema }) => {
    const root = schema.openAPIV3Schema;
    const properties = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' } };
    const whole = { ...root, properties: { ...properties, ...readObject(root.properties) } };
    const file = `${spec.group}/${spec.names.kind.toLowerCase()}_${name}.json`;
    return [file, toJsonSchema(whole)] as const;
  });
  return new Map(files);
}

/**
 * What OpenAPI of Kubernetes says, as JSON Schema says it. A field that is not named is refused, as the API server does with
 * strict validation; left to itself JSON Schema accepts it.
 */
function toJsonSchema(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema;
  const own: JsonObject = {};
  for (const [key, value] of Object.entries(rest)) own[key] = translate(key, value);
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || 'additionalProperties' in schema;
  if ('properties' in schema && !isOpen) own.additionalProperties = false;
  if (schema['x-kubernetes-int-or-string'] === true) {
    own.type = ['integer', 'string'];
    // A bound of either form for the whole: it says what `type` says now.
    delete own.anyOf;
  }
  if (nullable === true && typeof own.type === 'string') own.type = [own.type, 'null'];
  return own;
}

function translate(key: string, value: unknown): unknown {
  if (key === 'properties') {
    const entries = Object.entries(readObject(value)).map(([name, each]) => [name, toJsonSchema(readObject(each))]);
    return Object.fromEntries(entries);
  }
  if (key === 'items' || key === 'not') return toJsonSchema(readObject(value));
  if (key === 'additionalProperties') return typeof value === 'boolean' ? value : toJsonSchema(readObject(value));
  // Inside of these stand conditions on fields that the whole has named: they close nothing.
  return value;
}

function readObject(value: unknown): JsonObject {
  return z
    .record(z.string(), z.unknown())
    .default({})
    .parse(value ?? undefined);
}
