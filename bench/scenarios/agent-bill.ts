import { z } from 'zod';
import type { BenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { type Cost, costOf, MeterSchema } from './cost.ts';

const ConversationSchema = z.object({ conversation: z.object({ id: z.string() }) });
const ResultSchema = z.object({ result: z.object({ isError: z.literal(false).default(false) }) });

/** Turns of the chat, and the tools they use. @param title that no other task has */
const turns = (title: string): Record<string, { text: string; tools: string[] }> => ({
  'chat: what is overdue': { text: 'what is overdue?', tools: ['find'] },
  'chat: add a task': { text: `add ${title} tomorrow at 9`, tools: ['add'] },
  'chat: complete it by its title': { text: `complete ${title}`, tools: ['complete'] },
  'chat: undo that': { text: 'undo that', tools: ['undo'] },
});

const CALLS: Readonly<Record<string, [tool: string, input: object]>> = {
  'MCP: overview': ['overview', {}],
  'MCP: find 20': ['find', { limit: 20 }],
  'MCP: add a task, dry run': ['add', { tasks: [{ title: 'Buy milk' }], dryRun: true }],
  'MCP: add a task': ['add', { tasks: [{ title: 'Buy milk', due: '2027-01-01' }] }],
};

const REVISION = '2026-07-28';
const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** What it costs to have things done: in the chat without a model, and by somebody else's agent. */
export async function agentActions(
  worker: DirectWorker,
  account: BenchAccount,
  size: number,
): Promise<Map<string, Cost>> {
  const { origin, headers } = account;
  const costs = new Map<string, Cost>();
  const begun = await fetch(`${origin}/api/v1/chat/conversations`, { method: 'POST', headers, body: '{}' });
  const { conversation } = ConversationSchema.parse(await begun.json());
  for (const [name, turn] of Object.entries(turns(`buy loaf${size}`))) {
    const body = JSON.stringify({ conversationId: conversation.id, ...turn });
    const answer = await fetch(`${worker.meteredOrigin}/turn`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`);
    costs.set(name, MeterSchema.parse(await answer.json()));
  }
  // In the newer revision of the protocol, which is answered when it is done, not as a stream that goes on after its headers.
  const ask = async (name: string, method: string, params: { name?: string; arguments?: object }) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: ENVELOPE } });
    const envelope = {
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': REVISION,
      'mcp-method': method,
      ...(params.name !== undefined && { 'mcp-name': params.name }),
    };
    const answer = await fetch(`${origin}/mcp`, { method: 'POST', headers: { ...headers, ...envelope }, body });
    ResultSchema.parse(await answer.json());
    costs.set(name, costOf(answer));
  };
  await ask('MCP: list the tools', 'tools/list', {});
  for (const [name, [tool, input]] of Object.entries(CALLS))
    await ask(name, 'tools/call', { name: tool, arguments: input });
  return costs;
}
