import { createServer } from 'node:https';
import { z } from 'zod';
import { selfSignedCertificate } from '#test/e2e/self-signed-certificate.ts';
import type { ApiServer } from '../judges/api-server.ts';
import { PlainError } from '../local/plain-error.ts';

const NODE = 'judge';

const DeploymentsSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      spec: z.object({
        template: z.object({
          metadata: z.object({ labels: z.record(z.string(), z.string()) }),
          spec: z.looseObject({}),
        }),
      }),
    }),
  ),
});

/** A node of an API server that has none: it runs nothing, and shows every pod's log as the same text. */
export interface PlayedNode {
  /** One pod for each Deployment of the namespace, on the node. */
  readonly runPods: (namespace: string) => Promise<void>;
  readonly stop: () => void;
}

export async function playNode(server: ApiServer, log: string): Promise<PlayedNode> {
  const kubelet = createServer(selfSignedCertificate(), (_request, response) => void response.end(log));
  await new Promise<void>((listening) => kubelet.listen(0, '127.0.0.1', listening));
  const address = kubelet.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const create = async (manifest: object) => {
    const { code, stderr } = await server.kubectl(['create', '--filename=-'], JSON.stringify(manifest));
    if (code !== 0) throw new PlainError(stderr);
  };
  await create({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODE },
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
    },
  });
  return {
    async runPods(namespace) {
      const { stdout } = await server.kubectl(['get', 'deployments', '--namespace', namespace, '--output=json']);
      for (const { metadata, spec } of DeploymentsSchema.parse(JSON.parse(stdout)).items) {
        const { template } = spec;
        const named = { name: `${metadata.name}-1`, namespace, labels: template.metadata.labels };
        await create({ apiVersion: 'v1', kind: 'Pod', metadata: named, spec: { ...template.spec, nodeName: NODE } });
      }
    },
    stop: () => void kubelet.close(),
  };
}
