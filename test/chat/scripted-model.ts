import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { ModelClient } from '#application/chat/engines/model-client.ts';
import { createOpenAiClient } from '#application/chat/engines/openai-client.ts';
import { workersAiFetch } from '#application/chat/engines/workers-ai-fetch.ts';
import type { OfferedModel } from '#core/chat/chat-settings.ts';

/** What a server answers to one request: bytes in these pieces, and how it ends. */
export interface ScriptedAnswer {
  status?: number;
  pieces: Uint8Array[];
  /** end: properly. stall: it says nothing more and stays open. cut: the connection goes. */
  end?: 'end' | 'stall' | 'cut';
}

/** The answers to the requests in their order; the last one is repeated. */
export type Script = readonly ScriptedAnswer[];

/** What was asked for, as the server read it. */
const AskedSchema = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
  tools: z.array(z.looseObject({})).optional(),
});
export type Asked = z.infer<typeof AskedSchema>;

export interface ScriptedModel {
  client: ModelClient;
  asked: Asked[];
  close: () => Promise<void>;
}

const encoder = new TextEncoder();

/** The events of a stream of the protocol, with its end. */
export function stream(...events: object[]): Uint8Array {
  return encoder.encode(`${events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')}data: [DONE]\n\n`);
}

export const text = (content: string) => ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
export const finish = (reason: string) => ({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
export const usage = (total: number) => ({ choices: [], usage: { total_tokens: total } });
export const piece = (index: number, more: { id?: string; name?: string; written?: string }) => ({
  choices: [
    {
      index: 0,
      delta: {
        tool_calls: [{ index, id: more.id, type: 'function', function: { name: more.name, arguments: more.written } }],
      },
      finish_reason: null,
    },
  ],
});

/** An answer that says something and ends. */
export function says(content: string): ScriptedAnswer {
  return { pieces: [stream(text(content), finish('stop'), usage(10))] };
}

/** An answer that calls tools. */
export function calls(...named: [name: string, input: unknown][]): ScriptedAnswer {
  const pieces = named.map(([name, input], index) =>
    piece(index, {
      id: `c${index}`,
      name,
      written: typeof input === 'string' ? input : JSON.stringify(input),
    }),
  );
  return { pieces: [stream(...pieces, finish('tool_calls'), usage(10))] };
}

/** The same bytes, so many at a time. */
export function inSlices(answer: ScriptedAnswer, size: number): ScriptedAnswer {
  const bytes = answer.pieces.flatMap((each) => [...each]);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
    Uint8Array.from(bytes.slice(n * size, (n + 1) * size)),
  );
  return { ...answer, pieces };
}

const MODEL = 'test-model';

/** The script played by a server that speaks the protocol over HTTP. */
export async function playOverHttp(script: Script): Promise<ScriptedModel> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const part of request) body.push(part);
    asked.push(AskedSchema.parse(JSON.parse(Buffer.concat(body).toString('utf8'))));
    const { status = 200, pieces, end = 'end' } = answerTo(script, asked.length);
    response.writeHead(status, { 'content-type': status === 200 ? 'text/event-stream' : 'application/json' });
    for (const each of pieces) {
      response.write(each);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (end === 'end') response.end();
    if (end === 'cut') response.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const offered: OfferedModel = { engine: 'openai', model: MODEL, host: `127.0.0.1:${port}` };
  return {
    asked,
    client: createOpenAiClient({
      offered,
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKey: 'sk-secret',
      isStreamed: true,
      fetch,
    }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The script played by a binding of Workers AI, which streams the same bytes. */
export async function playOverBinding(script: Script): Promise<ScriptedModel> {
  const asked: Asked[] = [];
  const offered: OfferedModel = { engine: 'workers-ai', model: MODEL, host: 'Cloudflare Workers AI' };
  const fetch = workersAiFetch({
    async run(_model, input) {
      asked.push(AskedSchema.parse(input));
      const { status = 200, pieces, end = 'end' } = answerTo(script, asked.length);
      if (status !== 200) throw Object.assign(new Error('InferenceUpstreamError'), { status });
      return streamOf(pieces, end);
    },
  });
  return {
    asked,
    client: createOpenAiClient({ offered, baseUrl: 'https://ai.invalid/v1', apiKey: 'none', isStreamed: true, fetch }),
    close: async () => undefined,
  };
}

function streamOf(pieces: readonly Uint8Array[], end: 'end' | 'stall' | 'cut'): ReadableStream<Uint8Array> {
  const left = [...pieces];
  return new ReadableStream({
    async pull(controller) {
      const next = left.shift();
      if (next) controller.enqueue(next);
      else if (end === 'end') controller.close();
      else if (end === 'cut') controller.error(new Error('connection lost'));
      else await new Promise(() => undefined);
    },
  });
}

function answerTo(script: Script, nth: number): ScriptedAnswer {
  const answer = script[Math.min(nth, script.length) - 1];
  if (!answer) throw new Error('the script is empty');
  return answer;
}
