import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { startTied } from '../../../scripts/cluster/tied-process.ts';
import { findPrometheus } from '../../../scripts/judges/ensure-prometheus.ts';
import { freePort } from '../../../scripts/local/free-port.ts';

export interface Target {
  readonly job: string;
  readonly address: string;
  readonly path?: string;
  readonly token?: string;
}

/** A real Prometheus that looks every two seconds. */
export interface Prometheus {
  /** The values that a query has now. Throws what Prometheus says against it. */
  readonly query: (expr: string) => Promise<number[]>;
  /** The jobs that answer, and what is wrong with the others. */
  readonly targets: () => Promise<{ job: string; health: string; error: string }[]>;
  readonly stop: () => Promise<void>;
}

const AnswerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
  }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

const TargetsSchema = z.object({
  data: z.object({
    activeTargets: z.array(
      z.object({ labels: z.object({ job: z.string() }), health: z.string(), lastError: z.string() }),
    ),
  }),
});

export async function startPrometheus(targets: readonly Target[], rules: readonly string[]): Promise<Prometheus> {
  const home = await mkdtemp(path.join(tmpdir(), 'carillon-prometheus-'));
  const config = {
    global: { scrape_interval: '2s', scrape_timeout: '2s', evaluation_interval: '2s' },
    rule_files: rules,
    scrape_configs: targets.map(({ job, address, path: metrics_path = '/metrics', token }) => ({
      job_name: job,
      metrics_path,
      static_configs: [{ targets: [address] }],
      ...(token !== undefined && { authorization: { credentials: token } }),
    })),
  };
  await writeFile(path.join(home, 'prometheus.yml'), stringify(config));
  const port = await freePort(0);
  const origin = `http://127.0.0.1:${port}`;
  const server = await startTied({
    command: findPrometheus('prometheus'),
    args: [
      `--config.file=${home}/prometheus.yml`,
      `--storage.tsdb.path=${home}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
  });
  await vi.waitFor(async () => (await fetch(`${origin}/-/ready`)).ok || Promise.reject(new Error('not ready')), {
    timeout: 60_000,
    interval: 200,
  });
  const get = async (at: string): Promise<unknown> => (await fetch(origin + at)).json();
  return {
    async query(expr) {
      const answer = AnswerSchema.parse(await get(`/api/v1/query?query=${encodeURIComponent(expr)}`));
      if (answer.status === 'error') throw new Error(`${expr}: ${answer.error}`);
      return answer.data.result.map(({ value }) => Number(value[1]));
    },
    async targets() {
      const { activeTargets } = TargetsSchema.parse(await get('/api/v1/targets')).data;
      return activeTargets.map(({ labels: { job }, health, lastError: error }) => ({ job, health, error }));
    },
    async stop() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
