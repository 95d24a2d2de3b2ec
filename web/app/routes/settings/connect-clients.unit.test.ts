import { describe, expect, test } from 'vitest';
import { connectClients } from './connect-clients.ts';

const url = 'https://tasks.example.com/mcp';
const token = 'car_0123456789';
const clients = connectClients({ url, token });
const text = (id: string) => clients.find((client) => client.id === id)?.snippets.map((each) => each.text) ?? [];

describe('connecting an assistant', () => {
  test.each(clients.map((client) => [client.label, client] as const))(
    'MC11 %s is given the address and the token of this deployment',
    (_, { snippets }) => {
      const all = snippets.map((each) => each.text).join('\n');
      expect(all).toContain(url);
      expect(all).toContain(token);
    },
  );

  test('MC11 what goes into a file of JSON is JSON', () => {
    for (const id of ['claude-desktop', 'cursor', 'vs-code']) expect(() => JSON.parse(text(id)[0] ?? '')).not.toThrow();
    expect(JSON.parse(text('cursor')[0] ?? '')).toEqual({
      mcpServers: { carillon: { url, headers: { Authorization: `Bearer ${token}` } } },
    });
  });

  test('MC11 a plain address of another machine is allowed by name, one of this machine and an encrypted one are not', () => {
    const argsFor = (target: string) =>
      connectClients({ url: target, token }).find(({ id }) => id === 'claude-desktop')?.snippets[0]?.text ?? '';
    expect(argsFor('http://nas.local:8787/mcp')).toContain('--allow-http');
    expect(argsFor('http://127.0.0.1:8787/mcp')).not.toContain('--allow-http');
    expect(argsFor(url)).not.toContain('--allow-http');
  });
});
