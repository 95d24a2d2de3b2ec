import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';
import { freePorts } from './free-ports.ts';

// What Linux lends to outgoing connections begins here; other systems begin later.
const LENT = 32_768;

test('CL9 free ports are never given out twice, and never one that an outgoing connection could take', async () => {
  const asked = await Promise.all([freePorts(20), freePorts(20), freePort(0), freePort(0)]);
  const ports = asked.flat();
  expect(new Set(ports).size).toBe(42);
  expect(Math.max(...ports)).toBeLessThan(LENT);
});

test('CL9 a port that somebody has is passed over, on whatever address', async () => {
  const [wanted = 0] = await freePorts(1);
  const server = createServer().listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  expect(await freePort(wanted)).toBeGreaterThan(wanted);
  server.close();
});
