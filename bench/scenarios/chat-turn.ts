import { z } from 'zod';
import { type BenchAccount, fillAccount, newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { closedLoop, type LoadRequest, percentile } from '../http-load.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const TASKS = 500;
const COUNT = 60;
const ConversationSchema = z.object({ conversation: z.object({ id: z.string() }) });
const TotalSchema = z.object({ total: z.int() });

/** The same said in the chat and asked of the API. */
interface Saying {
  readonly text: (index: number) => string;
  readonly request: (index: number) => Omit<LoadRequest, 'headers'>;
}

const SAYINGS: Readonly<Record<string, Saying>> = {
  add: {
    text: (index) => `add buy bread ${index} tomorrow at 9 #home`,
    request: (index) => ({
      method: 'POST',
      path: '/api/v1/quick-add',
      body: JSON.stringify({ text: `buy bread ${index} tomorrow at 9 #home`, mode: 'create' }),
    }),
  },
  find: {
    text: () => 'show everything tagged area3',
    request: () => ({ method: 'GET', path: `/api/v1/tasks?per_page=20&q=${encodeURIComponent('#area3')}` }),
  },
};

/** A turn of the chat without a model, to the end of its stream, beside the same thing done through the API. */
export async function benchChatTurn(worker: DirectWorker): Promise<string[]> {
  const account = await newBenchAccount(worker.origin);
  await fillAccount(account, 0, TASKS);
  const lines: string[] = [];
  let said = 0;
  const median = async (make: () => LoadRequest): Promise<number> => {
    const { latencies, errors } = await closedLoop({ origin: worker.origin, connections: 1, count: COUNT, make });
    if (errors > 0) throw new Error(`${errors} of ${COUNT} failed`);
    return percentile(latencies, 0.5);
  };
  for (const [name, { text, request }] of Object.entries(SAYINGS)) {
    const turn = async () => {
      // As long as conversations are that people have, not as long as this bench.
      const path = `/api/v1/chat/conversations/${await newConversation(account)}/turns`;
      return await median(() => {
        said += 1;
        return { method: 'POST', path, headers: account.headers, body: JSON.stringify({ text: text(said) }) };
      });
    };
    const asked = () => {
      return median(() => {
        said += 1;
        return { ...request(said), headers: account.headers };
      });
    };
    await turn();
    await asked();
    lines.push(pairLine(`a turn of the chat, ${name}, median`, await comparePairs(turn, asked), '≤ 2', 'ms'));
    lines.push(pairLine(`control (API against API), ${name}`, await comparePairs(asked, asked), '0.9 – 1.1', 'ms'));
  }
  const response = await fetch(`${account.origin}/api/v1/tasks?per_page=1`, { headers: account.headers });
  const { total } = TotalSchema.parse(await response.json());
  lines.push(`correctness: ${total - TASKS} tasks were added`);
  return lines;
}

async function newConversation({ origin, headers }: BenchAccount): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/chat/conversations`, { method: 'POST', headers, body: '{}' });
  return ConversationSchema.parse(await answer.json()).conversation.id;
}
