import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { selfSignedCertificate } from '#test/e2e/self-signed-certificate.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../cluster/run-program.ts';
import { ensureKubernetes, kubectl } from '../judges/ensure-kubernetes.ts';
import { project } from '../local/project.ts';

const CredentialSchema = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({ token: z.string(), expirationTimestamp: z.string() }),
});

await describeNeeding('the login of a workflow at the cluster', [ensureKubernetes], () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const servers: Server[] = [];
  const given: string[] = [];
  const heard: string[] = [];

  /** Runs to its end whatever it says: what it asked for is what counts. */
  const run = async (program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<number> => {
    const [code] = await once(spawn(program, args, { env: { ...env, ...more }, stdio: 'ignore' }), 'close');
    return code;
  };
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'carillon-login-'));
    const certificate = selfSignedCertificate();
    const issuer = await listen(
      createHttp((request, response) => {
        const isRight =
          request.headers.authorization === 'bearer of-the-job' && request.url === '/token?v=1&audience=carillon';
        if (!isRight) return void response.writeHead(403).end();
        given.push(`token-${given.length + 1}`);
        response.end(JSON.stringify({ count: 1, value: given.at(-1) }));
      }),
    );
    const cluster = await listen(
      createHttps(certificate, (request, response) => {
        heard.push(request.headers.authorization ?? 'nobody');
        response.setHeader('content-type', 'application/json');
        if (request.url === '/readyz') response.end('ok');
        else response.writeHead(404).end('{"kind":"Status","apiVersion":"v1","status":"Failure","code":404}');
      }),
    );
    await mkdir(path.join(folder, 'bin'));
    // Every time is long ago to it, so that what ends some time from now has ended already.
    await writeFile(path.join(folder, 'bin/date'), '#!/bin/sh\necho 2020-01-01T00:00:00Z\n');
    await chmod(path.join(folder, 'bin/date'), 0o755);
    env = {
      ...process.env,
      PATH: `${path.dirname(kubectl)}${path.delimiter}${process.env.PATH}`,
      KUBECONFIG: path.join(folder, 'kubeconfig'),
      RUNNER_TEMP: folder,
      CLUSTER_SERVER: `https://localhost:${cluster}`,
      CLUSTER_CA: Buffer.from(certificate.cert).toString('base64'),
      CLUSTER_AUDIENCE: 'carillon',
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${issuer}/token?v=1`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of-the-job',
    };
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('CI16 no token is fetched before it is used, and each program fetches its own, and another when that has ended', async () => {
    expect(await run(path.join(project.root, '.ci/cluster-login'), [])).toBe(0);
    expect(given).toEqual([]);
    // Of what the login was told, a later step has nothing but the file that it wrote.
    const later = { CLUSTER_SERVER: undefined, CLUSTER_CA: undefined, CLUSTER_AUDIENCE: undefined };
    expect(await run(kubectl, ['get', '--raw', '/readyz'], later)).toBe(0);
    expect(await run(kubectl, ['get', '--raw', '/readyz'], later)).toBe(0);
    expect(heard).toEqual(['Bearer token-1', 'Bearer token-2']);
    heard.length = 0;
    const old = { ...later, PATH: `${path.join(folder, 'bin')}${path.delimiter}${env.PATH}` };
    await run(kubectl, ['get', 'nodes'], old);
    expect(heard.length).toBeGreaterThan(1);
    expect(new Set(heard).size).toBe(heard.length);
  });

  test('CI16 a token is not said to live as long as it does: what has begun with it has time to arrive', async () => {
    const asked = Date.now();
    const said = await runProgram(path.join(project.root, '.ci/cluster-token'), [], { env });
    const { status } = CredentialSchema.parse(JSON.parse(said));
    expect(status.token).toBe(given.at(-1));
    const livesMs = Date.parse(status.expirationTimestamp) - asked;
    // To the second, and however long it took to be answered.
    expect(livesMs).toBeGreaterThan(3 * 60_000);
    expect(Date.parse(status.expirationTimestamp)).toBeLessThan(Date.now() + 4.5 * 60_000);
  });

  test('CI16 without the right to a token nothing is asked', async () => {
    heard.length = 0;
    expect(await run(kubectl, ['get', '--raw', '/readyz'], { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'stolen' })).not.toBe(0);
    expect(await run(kubectl, ['get', '--raw', '/readyz'], { ACTIONS_ID_TOKEN_REQUEST_URL: undefined })).not.toBe(0);
    expect(heard).toEqual([]);
  });
});
