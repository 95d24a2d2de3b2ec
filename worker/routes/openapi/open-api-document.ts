import type { Handler } from 'hono';
import { describeOperation, RESPONSE_HEADERS } from '../../contract/describe-operation.ts';
import { collectSchemas } from '../../contract/json-schemas.ts';
import type { Mount } from '../../contract/mount-endpoints.ts';
import type { HttpEnv } from '../../http-env.ts';
import { version } from '../../version.ts';
import { API_DESCRIPTION, ORIGIN_PLACEHOLDER } from './api-description.ts';

const SECURITY_SCHEMES = {
  token: { type: 'http', scheme: 'bearer', description: 'An API token, from Settings → API tokens. Shown once.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-carillon.session_token',
    description: 'The cookie of a signed-in browser. Changes are taken from pages of this site only.',
  },
  operatorToken: { type: 'http', scheme: 'bearer', description: 'The secret of whoever runs this deployment.' },
  serviceToken: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token of a program of the cluster. Whoever runs this deployment makes it.',
  },
} as const;

const SECTIONS = [
  { name: 'Tasks', description: 'What is to be done.' },
  { name: 'Lists', description: 'Where tasks live. Everybody has an `inbox`.' },
  { name: 'Tags', description: 'Words on tasks.' },
  { name: 'Views', description: 'Queries kept under a name.' },
  { name: 'Reminders', description: 'What rings, and what rang.' },
  { name: 'Push', description: 'The browsers that reminders reach when no window is open.' },
  { name: 'Commands', description: 'Many changes in one request.' },
  { name: 'Plans', description: 'Changes an agent worked out, which wait to be applied or confirmed.' },
  { name: 'Chat', description: 'Conversations in which tasks are looked at and changed in plain words.' },
  { name: 'History', description: 'What happened, what happened since, and taking it back.' },
  { name: 'Live', description: 'Changes as they happen.' },
  { name: 'Me', description: 'You and your settings.' },
  { name: 'Tokens', description: 'Keys for programs.' },
  { name: 'Account', description: 'For the person who is signed in.' },
  { name: 'Feed', description: 'For the programs of the cluster: the log of everybody, in order.' },
  { name: 'Operator', description: 'For whoever runs this deployment.' },
  { name: 'Service', description: 'Whether it runs.' },
];

/** Answers the OpenAPI 3.1 document of everything that is mounted; made when it is first asked for. */
export function openApiDocument(mounts: readonly Mount[]): Handler<HttpEnv> {
  let text: string | undefined;
  return (ctx) => {
    text ??= JSON.stringify(describeApi(mounts));
    const { origin } = new URL(ctx.req.url);
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=60' };
    return ctx.body(text.replaceAll(ORIGIN_PLACEHOLDER, origin), 200, headers);
  };
}

/** The document itself. */
export function describeApi(mounts: readonly Mount[]) {
  const schemas = collectSchemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { prefix, endpoints } of mounts) {
    for (const { contract } of endpoints) {
      const path = `${prefix}${contract.path}`;
      paths[path] = { ...paths[path], [contract.method]: describeOperation(contract, schemas) };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Carillon API', version, description: API_DESCRIPTION },
    servers: [{ url: '/' }],
    tags: SECTIONS,
    paths,
    components: { schemas: schemas.components(), securitySchemes: SECURITY_SCHEMES, headers: RESPONSE_HEADERS },
  };
}
