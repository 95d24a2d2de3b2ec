import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { openTasks } from './open-tasks.ts';

// Dapr: `APP_API_TOKEN=… dapr run --app-id open-tasks --app-port 7001 --resources-path … -- node k8s-bridge/examples/consumer/dapr.ts`

const { PORT = '7001', PUBSUB = 'pubsub', TOPIC_PREFIX = '', STATE = 'open-tasks.sqlite', APP_API_TOKEN } = process.env;
if (!APP_API_TOKEN)
  throw new Error('APP_API_TOKEN is missing: without one anybody could hand in events as the sidecar.');
const token = digest(APP_API_TOKEN);
const tasks = openTasks(STATE);

// Asked by the sidecar when it starts. A record on the topic is a CloudEvent already: Dapr hands it over as it is.
const SUBSCRIPTIONS = [{ pubsubname: PUBSUB, topic: `${TOPIC_PREFIX}task-events`, route: '/events' }];

const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  // The sidecar shows it with each request (in a cluster: the secret that the annotation dapr.io/app-token-secret names).
  if (!timingSafeEqual(digest(String(request.headers['dapr-api-token'])), token)) return answer(401, {});
  if (request.url === '/dapr/subscribe') return answer(200, SUBSCRIPTIONS);
  if (request.url !== '/events') return answer(404, {});
  const event = parse(await read(request));
  // What nobody can read would come again for ever.
  if (event === null) return answer(200, { status: 'DROP' });
  try {
    const isNew = tasks.apply(event, Date.now());
    process.stdout.write(`${isNew ? 'new  ' : 'known'} ${event.type} ${event.subject}\n`);
    answer(200, { status: 'SUCCESS' });
  } catch (error) {
    process.stderr.write(`${error}\n`);
    answer(200, { status: 'RETRY' });
  }
});
server.listen(Number(PORT), '127.0.0.1');

/** Of one length whatever the text, as the comparison wants it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => tasks.close());
    server.closeAllConnections();
  });
}
