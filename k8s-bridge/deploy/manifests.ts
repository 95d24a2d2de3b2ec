import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const NameValueSchema = z.object({ name: z.string(), value: z.string() });

/** As much of a manifest as the tests of the chart look at; the whole of it is judged by the API server. */
export const ManifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
});
export type Manifest = z.infer<typeof ManifestSchema>;

export const ContainerSchema = z.looseObject({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()).default([]),
  env: z.array(NameValueSchema).default([]),
  securityContext: z.unknown(),
  resources: z.unknown(),
  volumeMounts: z
    .array(z.looseObject({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }))
    .default([]),
});

export const PodSchema = z.looseObject({
  serviceAccountName: z.string(),
  automountServiceAccountToken: z.boolean(),
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: z.unknown(),
  containers: z.array(ContainerSchema).length(1),
  volumes: z
    .array(
      z.looseObject({
        name: z.string(),
        secret: z
          .looseObject({ secretName: z.string(), items: z.array(z.object({ key: z.string(), path: z.string() })) })
          .optional(),
      }),
    )
    .default([]),
});

const TemplateSchema = z.looseObject({
  metadata: z.looseObject({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: PodSchema,
});

export const DeploymentSchema = ManifestSchema.extend({
  spec: z.looseObject({
    replicas: z.number().optional(),
    strategy: z.unknown().optional(),
    progressDeadlineSeconds: z.number().optional(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: TemplateSchema,
  }),
});

export const TestPodSchema = ManifestSchema.extend({ spec: PodSchema });
export const JobSchema = ManifestSchema.extend({ spec: z.looseObject({ template: TemplateSchema }) });

/** Every document of a text, as the API server would be given it. */
export function readManifests(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    const value: unknown = document.toJS();
    return value === null ? [] : [ManifestSchema.parse(value)];
  });
}

/** Those of a kind that belong to the program, read as `schema` says. */
export function ofKind<Schema extends z.ZodType>(
  manifests: readonly Manifest[],
  kind: string,
  schema: Schema,
): z.output<Schema>[] {
  return manifests
    .filter((manifest) => manifest.kind === kind && isOurs(manifest))
    .map((manifest) => schema.parse(manifest));
}

/** The role, Job or test that something belongs to. */
export function componentOf({ metadata }: Pick<Manifest, 'metadata'>): string {
  return metadata.labels['app.kubernetes.io/component'] ?? '';
}

/** What stands in for a real broker, database or mail server on one machine is not. */
function isOurs({ metadata }: Manifest): boolean {
  const name = metadata.labels['app.kubernetes.io/name'];
  return name === undefined || name === 'carillon-bridge';
}
