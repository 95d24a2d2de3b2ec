import { z } from 'zod';

/** `name=value` pairs, separated by commas, as OpenTelemetry's own variables have them. */
const HeadersSchema = z
  .string()
  .default('')
  .transform((text) =>
    Object.fromEntries(
      text
        .split(',')
        .filter((pair) => pair.includes('='))
        .map((pair) => {
          const at = pair.indexOf('=');
          return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())];
        }),
    ),
  );

/** Null where no endpoint is named: then nothing is traced. */
export const TracingEnvironmentSchema = z
  .object({
    OTLP_TRACES_URL: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
    OTLP_HEADERS: HeadersSchema,
    TRACE_RATIO: z.coerce.number().min(0).max(1).default(1),
  })
  .transform(({ OTLP_TRACES_URL: endpoint, OTLP_HEADERS: headers, TRACE_RATIO: ratio }) =>
    endpoint === '' ? null : { endpoint, headers, ratio },
  );

export type TracingConfiguration = NonNullable<z.infer<typeof TracingEnvironmentSchema>>;
