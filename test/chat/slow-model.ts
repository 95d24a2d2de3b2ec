import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finish, piece, text, usage } from './scripted-model.ts';

/** One request to the server, for a test to answer when it wants to. */
export interface SlowAnswer {
  /** Everything that was sent, as text. */
  readonly body: string;
  say: (words: string) => void;
  call: (tool: string, input: object) => void;
  end: () => void;
  /** Destroys the connection, as when a cable is pulled. */
  cut: () => void;
  /** Settles when the other side has hung up. */
  readonly hungUp: Promise<void>;
}

export interface SlowModel {
  /** The variables of a Worker that offers it. */
  readonly vars: Readonly<Record<string, string>>;
  /** How many requests there were. */
  readonly asked: () => number;
  /** The next request that was not taken yet. */
  readonly next: () => Promise<SlowAnswer>;
  readonly close: () => Promise<void>;
}

/** A server that speaks the protocol of OpenAI and answers, streaming, as slowly as a test wants. */
export async function startSlowModel(): Promise<SlowModel> {
  const arrived: SlowAnswer[] = [];
  const waiting: ((answer: SlowAnswer) => void)[] = [];
  let count = 0;
  const server = createServer(async (request, response) => {
    count += 1;
    const answer = await answerOf(request, response);
    const taker = waiting.shift();
    if (taker) taker(answer);
    else arrived.push(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    vars: {
      CHAT_ENGINE: 'openai',
      CHAT_BASE_URL: `http://127.0.0.1:${port}/v1`,
      CHAT_MODEL: 'slow-model',
    },
    asked: () => count,
    next: async () => arrived.shift() ?? (await new Promise<SlowAnswer>((resolve) => waiting.push(resolve))),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerOf(request: IncomingMessage, response: ServerResponse): Promise<SlowAnswer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const hungUp = new Promise<void>((resolve) => response.on('close', resolve));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const write = (event: object) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  let calls = 0;
  return {
    body: Buffer.concat(parts).toString('utf8'),
    hungUp,
    say: (words) => void write(text(words)),
    call(tool, input) {
      write(piece(calls, { id: `c${calls}`, name: tool, written: JSON.stringify(input) }));
      calls += 1;
    },
    end() {
      write(finish(calls > 0 ? 'tool_calls' : 'stop'));
      write(usage(10));
      response.end('data: [DONE]\n\n');
    },
    cut: () => void response.destroy(),
  };
}
