import { z } from 'zod';
import { request } from './api-caller.ts';

const OperationSchema = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const DocumentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), OperationSchema)),
});

export interface Operation {
  id: string;
  method: string;
  path: string;
  /** Who may call it: nobody in particular, a token or a session, a session only, an operator, a service. */
  access: 'public' | 'token' | 'session' | 'operator' | 'service';
  /** The scope a token needs, where one is taken. */
  scope: string | undefined;
  /** The statuses it documents. */
  statuses: number[];
}

/** Every operation that the published OpenAPI document lists. */
export async function publishedOperations(): Promise<Operation[]> {
  const { paths } = DocumentSchema.parse((await request('GET', '/api/v1/openapi.json')).json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security, responses }]) => {
      const schemes = security.flatMap((each) => Object.keys(each));
      const access = schemes.includes('operatorToken')
        ? 'operator'
        : schemes.includes('serviceToken')
          ? 'service'
          : schemes.includes('token')
            ? 'token'
            : schemes.includes('session')
              ? 'session'
              : 'public';
      const scope = security.flatMap(({ token, serviceToken }) => token ?? serviceToken ?? [])[0];
      return {
        id: operationId,
        scope,
        method: method.toUpperCase(),
        path,
        access,
        statuses: Object.keys(responses).map(Number),
      };
    }),
  );
}
