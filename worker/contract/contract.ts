import type { z } from 'zod';
import { type ServiceScope, ServiceScopeSchema } from '#core/account/service-token.ts';
import type { ErrorCode } from '#core/errors.ts';

/**
 * Who may call a route. `read` and `write`: a session, or a token with that scope. `session`: a person signed in, never
 * a token. `operator`: whoever runs the deployment. `service:…`: a program of the cluster, whose token has that scope;
 * no user's token or session will do. `public`: anybody.
 */
export type Access = 'public' | 'read' | 'write' | 'session' | 'operator' | ServiceAccess;
export type ServiceAccess = `service:${ServiceScope}`;

const SERVICE_PREFIX = 'service:';

export function isServiceAccess(access: Access): access is ServiceAccess {
  return access.startsWith(SERVICE_PREFIX);
}

/** The scope that a service token needs. */
export function serviceScopeOf(access: ServiceAccess): ServiceScope {
  return ServiceScopeSchema.parse(access.slice(SERVICE_PREFIX.length));
}

export type Section =
  | 'Tasks'
  | 'Lists'
  | 'Tags'
  | 'Views'
  | 'Recurrence'
  | 'Reminders'
  | 'Push'
  | 'Email'
  | 'Webhooks'
  | 'Commands'
  | 'Plans'
  | 'Chat'
  | 'History'
  | 'Live'
  | 'Me'
  | 'Tokens'
  | 'Account'
  | 'Feed'
  | 'Operator'
  | 'Service';

export interface Answer<Body extends z.ZodType> {
  status: 200 | 201 | 202 | 204 | 101;
  description: string;
  /** Absent when there is no body. */
  schema?: Body;
  /** `application/json` when absent. */
  mediaType?: string;
}

/** One route, stated once: what it takes, what it answers, and everything it can refuse. */
export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Below the prefix it is mounted at; parameters in braces. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  section: Section;
  access: Access;
  params?: Params;
  query?: Query;
  body?: Body;
  /** What a body may be sent as; `application/json` when absent. */
  bodyMediaTypes?: readonly string[];
  /** 256 KiB when absent. */
  maxBodyBytes?: number;
  /** Whether it takes `Idempotency-Key`. */
  isIdempotent?: boolean;
  /** Whether it takes `If-Match`, or answers an `ETag` and takes `If-None-Match`. */
  precondition?: 'if-match' | 'if-none-match';
  /** Whether a 201 says where the new thing is. */
  hasLocation?: boolean;
  answer: Answer<Reply>;
  /** What it refuses beyond what its other properties imply (see `problemsOf`). */
  problems?: readonly ErrorCode[];
}

export const DEFAULT_MAX_BODY_BYTES = 256 * 1024;
export const JSON_MEDIA_TYPES = ['application/json'] as const;

/** Every problem a route can answer with: its own, and those that follow from what it takes and who may call it. */
export function problemsOf(contract: Contract): ErrorCode[] {
  const { access, body, isIdempotent, precondition, problems = [] } = contract;
  const isService = isServiceAccess(access);
  const isUser = access !== 'public' && access !== 'operator' && !isService;
  const implied: (ErrorCode | false | undefined)[] = [
    'validation_failed',
    access !== 'public' && 'unauthenticated',
    (access === 'read' || access === 'write' || isService) && 'insufficient_scope',
    isUser && contract.method !== 'get' && 'foreign_origin',
    access === 'session' && 'forbidden',
    (isUser || isService) && 'rate_limited',
    (body !== undefined || contract.method !== 'get') && 'too_large',
    (body !== undefined || contract.method !== 'get') && 'unsupported_media_type',
    isIdempotent && 'key_reused',
    precondition === 'if-match' && 'precondition_failed',
    access === 'write' && 'conflict',
    access !== 'public' && 'unavailable',
    'internal',
  ];
  return [...new Set([...problems, ...implied.filter((code) => code !== false && code !== undefined)])];
}
