import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { InstallPlan } from './plan-cluster.ts';

const KeptSchema = z.object({ data: z.record(z.string(), z.string()).default({}) });
/** The same for all, and only on this machine: the database keeps the one that it was first made with. */
const PASSWORD = 'only-on-this-machine';
const DATABASE = `postgres://carillon:${PASSWORD}@carillon-bridge-postgres`;

const random = () => randomBytes(24).toString('base64url');

/**
 * What the Secrets hold. What a run before made stays: pods and people have it already.
 *
 * @param kept the Secret of the bridge as kubectl shows it (JSON); empty when there is none yet
 */
export function localSecrets(token: string, namespace: string, kept: string): InstallPlan['secrets'] {
  const { data } = KeptSchema.parse(kept.trim() === '' ? {} : JSON.parse(kept));
  const keep = (key: string) => (data[key] === undefined ? random() : Buffer.from(data[key], 'base64').toString());
  return {
    bridge: {
      'carillon-token': token,
      'edge-metrics-token': token,
      'postgres-password': PASSWORD,
      'database-url': `${DATABASE}/archive`,
      'audit-token': keep('audit-token'),
      'ingress-password': keep('ingress-password'),
    },
    daprApp: { token: random() },
    // Nobody is woken by a cluster on one machine.
    alerts: { pager: 'http://127.0.0.1:9/', tickets: 'http://127.0.0.1:9/' },
    grafana: { user: 'admin', password: PASSWORD },
    archiveMonitor: { url: `${DATABASE}.${namespace}/archive?sslmode=disable` },
  };
}
