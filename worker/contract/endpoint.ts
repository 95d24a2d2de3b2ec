import type { Context } from 'hono';
import { z } from 'zod';
import type { UserServices } from '#application/services.ts';
import type { ServicePrincipal } from '#application/use-cases/accounts/authenticate-service.ts';
import { AppError, invariant } from '#core/errors.ts';
import { fieldErrors } from '#core/field-errors.ts';
import type { Principal } from '../auth/principal.ts';
import type { HttpEnv } from '../http-env.ts';
import { admit } from '../middleware/authenticate/admit.ts';
import type { Services } from '../services.ts';
import { type Contract, DEFAULT_MAX_BODY_BYTES, JSON_MEDIA_TYPES } from './contract.ts';
import { entityTag, hasCurrent } from './entity-tag.ts';
import { readJsonBody } from './read-json-body.ts';

/** What a handler works with: input that is what the contract says, and the services of whoever calls. */
export interface Call<Params, Query, Body> {
  ctx: Context<HttpEnv>;
  params: Params;
  query: Query;
  body: Body;
  services: Services;
  /** Who calls. A broken invariant on a public route, which has nobody. */
  readonly principal: Principal;
  /** Which program calls. A broken invariant on a route that is not for programs of the cluster. */
  readonly service: ServicePrincipal;
  /** Everything the caller can do with their own data. */
  readonly user: UserServices;
}

/** What a handler answers, for the contract's status. */
export interface Reply<Body> {
  body: Body;
  /** The version of what is answered, for its `ETag`. */
  version?: number;
  location?: string;
  /** Whether this is an earlier answer given again. */
  isReplay?: boolean;
}

/** For what is no JSON: a stream, an upgrade. */
export interface RawReply {
  response: Response;
}

/** A route ready to be mounted. */
export interface Endpoint {
  contract: Contract;
  answer: (ctx: Context<HttpEnv>) => Promise<Response>;
}

const NothingSchema = z.strictObject({});
type Nothing = typeof NothingSchema;

/**
 * States a route. The handler gets parsed input, and answers a value of the contract's schema; whatever it throws as
 * an AppError is explained to the client. A handler that streams or upgrades answers a `RawReply`.
 *
 * The order is fixed: who calls, whether that is allowed, how often, and only then what they sent.
 */
export function endpoint<
  Answer extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(
  contract: Contract<Params, Query, Body, Answer>,
  handle: (
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<Reply<z.output<Answer>> | RawReply>,
): Endpoint {
  const { params = NothingSchema, query = NothingSchema, body = NothingSchema } = contract;
  return {
    contract,
    async answer(ctx) {
      await admit(ctx, contract.access);
      const reply = await handle({
        ctx,
        params: parse(params as Params, ctx.req.param(), 'The address is not well formed.'),
        query: parse(query as Query, queryOf(ctx.req.url), 'The query is not well formed.'),
        body: parse(body as Body, await bodyOf(ctx, contract), 'The body is not as it must be.'),
        services: ctx.get('services'),
        get principal() {
          return principalOf(ctx);
        },
        get service() {
          const service = ctx.get('service');
          invariant(service, 'a route that asks which program calls is for programs');
          return service;
        },
        get user() {
          return ctx.get('services').forUser(principalOf(ctx));
        },
      });
      return 'response' in reply ? reply.response : answerReply(ctx, contract, reply);
    },
  };
}

function principalOf(ctx: Context<HttpEnv>): Principal {
  const principal = ctx.get('principal');
  invariant(principal, 'a route that asks who calls is not public');
  return principal;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, detail: string): z.output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError('validation_failed', detail, { errors: fieldErrors(result.error) });
  return result.data;
}

/** The query string as an object: a text for what stands once, an array for what stands more often. */
function queryOf(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const names = new Set(searchParams.keys());
  const values = [...names].map((name) => [name, searchParams.getAll(name)] as const);
  return Object.fromEntries(values.map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]));
}

async function bodyOf(ctx: Context<HttpEnv>, contract: Contract): Promise<unknown> {
  if (contract.method === 'get') return {};
  const { body, bodyMediaTypes = JSON_MEDIA_TYPES, maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = contract;
  const value = await readJsonBody(ctx.req.raw, { maxBytes: maxBodyBytes, mediaTypes: bodyMediaTypes });
  if (value !== undefined) return value;
  if (body !== undefined) throw new AppError('validation_failed', `Send a body, as ${bodyMediaTypes.join(' or ')}.`);
  return {};
}

function answerReply(ctx: Context<HttpEnv>, contract: Contract, reply: Reply<unknown>): Response {
  const { method, answer } = contract;
  const isRead = method === 'get';
  // A browser may keep what it read, but has to ask every time whether it is still true.
  const headers: Record<string, string> = {
    'Cache-Control': isRead ? 'private, no-cache' : 'no-store',
    Vary: 'Authorization, Cookie',
  };
  if (reply.version !== undefined) headers.ETag = entityTag(reply.version);
  if (reply.location !== undefined) headers.Location = reply.location;
  if (reply.isReplay) headers['Idempotency-Replayed'] = 'true';
  if (isRead && reply.version !== undefined && hasCurrent(ctx.req.header('if-none-match'), reply.version)) {
    return ctx.body(null, 304, headers);
  }
  if (answer.schema === undefined) return ctx.newResponse(null, answer.status, headers);
  headers['Content-Type'] = answer.mediaType ?? 'application/json';
  return ctx.newResponse(JSON.stringify(reply.body), answer.status, headers);
}
