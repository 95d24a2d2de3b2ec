import { exports } from 'cloudflare:workers';
import { z } from 'zod';
import type { Scope } from '#core/account/scope.ts';
import { ERROR_CODES, type ErrorCode, ErrorCodeSchema, FieldErrorSchema } from '#core/errors.ts';
import { type List, ListSchema } from '#core/list/list.ts';
import { type Task, TaskSchema } from '#core/task/task.ts';
import { newVisitor, SITE, type Visitor } from '../visitor.ts';

/** An answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; fails when it is none. */
  json: () => Record<string, unknown>;
  /** The code of the problem it is; fails when it is none. */
  code: () => ErrorCode;
}

export interface CallOptions {
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  rawBody?: BodyInit;
}

/** Somebody with a token, and short words for what tests ask the API all the time. */
export interface ApiCaller {
  visitor: Visitor;
  authorization: string;
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>;
  addTask: (more?: Record<string, unknown>) => Promise<Task>;
  addList: (name?: string) => Promise<List>;
}

const ProblemShape = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().min(1),
  code: ErrorCodeSchema,
  instance: z.string(),
  requestId: z.string().regex(/^req_/),
  errors: z.array(FieldErrorSchema.strict()),
});

/** A request to the Worker as it stands, with no more headers than are given. */
export async function request(
  method: string,
  path: string,
  { headers = {}, body, rawBody }: CallOptions = {},
): Promise<Answer> {
  const init: RequestInit = {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  };
  if (rawBody !== undefined) init.body = rawBody;
  else if (body !== undefined) init.body = JSON.stringify(body);
  const answer = await exports.default.fetch(new Request(`${SITE}${path}`, init));
  const text = await answer.text();
  const json = () => z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return { status: answer.status, headers: answer.headers, text, json, code: () => codeOf(answer, text) };
}

// Every problem is looked at as a whole: its fields, its type, and that status and code say the same.
function codeOf(answer: Response, text: string): ErrorCode {
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error(`no problem: ${text}`);
  const problem = ProblemShape.parse(JSON.parse(text));
  if (problem.status !== answer.status || ERROR_CODES[problem.code].status !== answer.status)
    throw new Error(`unequal status: ${text}`);
  if (answer.headers.get('x-request-id') !== problem.requestId) throw new Error(`unequal request id: ${text}`);
  return problem.code;
}

export async function newApiCaller(...scopes: Scope[]): Promise<ApiCaller> {
  return await apiCallerOf(await newVisitor(), ...scopes);
}

export async function apiCallerOf(visitor: Visitor, ...scopes: Scope[]): Promise<ApiCaller> {
  const authorization = await visitor.bearer(...(scopes.length === 0 ? (['read', 'write'] as const) : scopes));
  const call: ApiCaller['call'] = (method, path, options = {}) => {
    return request(method, `/api/v1${path}`, { ...options, headers: { authorization, ...options.headers } });
  };
  return {
    visitor,
    authorization,
    call,
    async addTask(more = {}) {
      const answer = await call('POST', '/tasks', { body: { title: 'Buy milk', ...more } });
      return z.object({ task: TaskSchema }).parse(answer.json()).task;
    },
    async addList(name = 'Home') {
      const answer = await call('POST', '/lists', { body: { name } });
      return z.object({ list: ListSchema }).parse(answer.json()).list;
    },
  };
}
