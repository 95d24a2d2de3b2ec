import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '#core/errors.ts';
import { PROBLEM_MEDIA_TYPE, ProblemSchema } from '../middleware/problem-details/problem.ts';
import { type Contract, isServiceAccess, JSON_MEDIA_TYPES, problemsOf, serviceScopeOf } from './contract.ts';
import type { JsonSchema, SchemaCollection } from './json-schemas.ts';

const TEXT = { type: 'string' } as const;

/** The headers of answers, described once for the whole document. */
export const RESPONSE_HEADERS = {
  'X-Request-Id': { description: 'What to name when you ask for help.', schema: TEXT },
  ETag: { description: 'The version of what is answered.', schema: TEXT },
  Location: { description: 'Where the new thing is.', schema: TEXT },
  'Idempotency-Replayed': { description: '`true` when this is an earlier answer given again.', schema: TEXT },
  'Retry-After': { description: 'Seconds to wait before trying again.', schema: TEXT },
  'RateLimit-Policy': { description: 'How many requests in how many seconds.', schema: TEXT },
} as const;

/** A contract as OpenAPI says it: with every answer the route can give. */
export function describeOperation(contract: Contract, schemas: SchemaCollection): Record<string, unknown> {
  const { operationId, summary, description, section, access } = contract;
  const parameters = [
    ...parametersOf(contract.params, 'path', schemas),
    ...parametersOf(contract.query, 'query', schemas),
    ...headersOf(contract),
  ];
  return {
    operationId,
    summary,
    description,
    tags: [section],
    security: securityOf(access),
    parameters: parameters.length === 0 ? undefined : parameters,
    requestBody: requestBodyOf(contract, schemas),
    responses: { ...successOf(contract, schemas), ...problemResponses(problemsOf(contract), schemas) },
  };
}

function securityOf(access: Contract['access']): Record<string, string[]>[] {
  if (access === 'public') return [];
  if (access === 'operator') return [{ operatorToken: [] }];
  if (isServiceAccess(access)) return [{ serviceToken: [serviceScopeOf(access)] }];
  return access === 'session' ? [{ session: [] }] : [{ token: [access] }, { session: [] }];
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: SchemaCollection): unknown[] {
  if (schema === undefined) return [];
  // A contract's type is wider, so that handlers can infer from it.
  if (!(schema instanceof z.ZodObject)) throw new TypeError('the parameters of a route are an object');
  return Object.entries(schema.shape).map(([name, field]) => {
    const { description, ...described } = schemas.describe(field, 'input');
    // What a field makes of nothing tells whether it may be left out; a preprocessed one does not say so itself.
    const isRequired = place === 'path' || !field.safeParse(undefined).success;
    return { name, in: place, required: isRequired, description, schema: described };
  });
}

function headersOf({ isIdempotent, precondition }: Contract): unknown[] {
  const header = (name: string, description: string, schema: JsonSchema) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema,
  });
  const tag: JsonSchema = { type: 'string', examples: ['"3"'] };
  return [
    ...(isIdempotent
      ? [
          header(
            'Idempotency-Key',
            'Names this request: repeating it with the same key answers the first answer again and does nothing twice.',
            {
              type: 'string',
              pattern: '^[\\x21-\\x7e]{1,255}$',
            },
          ),
        ]
      : []),
    ...(precondition === 'if-match'
      ? [header('If-Match', 'The ETag you read. Another version by now: 412, and nothing is changed.', tag)]
      : []),
    ...(precondition === 'if-none-match'
      ? [header('If-None-Match', 'The ETag you have. Still current: 304 without a body.', tag)]
      : []),
  ];
}

function requestBodyOf({ body, bodyMediaTypes = JSON_MEDIA_TYPES }: Contract, schemas: SchemaCollection): unknown {
  if (body === undefined) return undefined;
  const schema = schemas.describe(body, 'input');
  return { required: true, content: Object.fromEntries(bodyMediaTypes.map((type) => [type, { schema }])) };
}

function successOf(contract: Contract, schemas: SchemaCollection): Record<string, unknown> {
  const { answer, isIdempotent, precondition, hasLocation } = contract;
  const { status, description, schema, mediaType = 'application/json' } = answer;
  const headers = headerReferences([
    'X-Request-Id',
    precondition !== undefined && 'ETag',
    hasLocation === true && 'Location',
    isIdempotent === true && 'Idempotency-Replayed',
  ]);
  const content = schema === undefined ? undefined : { [mediaType]: { schema: schemas.describe(schema, 'output') } };
  const success = { [status]: { description, headers, content } };
  return precondition === 'if-none-match'
    ? { ...success, 304: { description: 'You have the current version.', headers } }
    : success;
}

function problemResponses(codes: readonly ErrorCode[], schemas: SchemaCollection): Record<string, unknown> {
  const statuses = [...new Set(codes.map((code) => ERROR_CODES[code].status))].sort((a, b) => a - b);
  const withStatus = (status: number) => codes.filter((code) => ERROR_CODES[code].status === status);
  return Object.fromEntries(statuses.map((status) => [status, problemResponse(withStatus(status), schemas)]));
}

function problemResponse(codes: readonly ErrorCode[], schemas: SchemaCollection): unknown {
  const headers = headerReferences([
    'X-Request-Id',
    codes.some((code) => ERROR_CODES[code].retriable) && 'Retry-After',
    codes.includes('rate_limited') && 'RateLimit-Policy',
  ]);
  const description = codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].title}.`).join('\n\n');
  return {
    description,
    headers,
    content: { [PROBLEM_MEDIA_TYPE]: { schema: schemas.describe(ProblemSchema, 'output') } },
  };
}

function headerReferences(names: (keyof typeof RESPONSE_HEADERS | false)[]): Record<string, unknown> {
  const present = names.filter((name) => name !== false);
  return Object.fromEntries(present.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
