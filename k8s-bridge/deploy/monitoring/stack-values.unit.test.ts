import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CLUSTER_SECRETS, MONITORING_SECRETS } from '../../../scripts/settings-docs/secrets.ts';

const read = async (file: string): Promise<unknown> =>
  parse(await readFile(path.join(import.meta.dirname, file), 'utf8'));
const kafkaOf = async (set: string) => ChartSchema.parse(await read(`../chart/values-${set}.yaml`)).kafka;
const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.values.yaml'));

const ChartSchema = z.looseObject({
  kafka: z.object({
    brokers: z.array(z.string()),
    tls: z.object({ enabled: z.boolean(), ca: z.object({ secretName: z.string() }) }),
    sasl: z.object({ mechanism: z.string(), username: z.string() }),
  }),
});
const ExporterSchema = z.looseObject({
  kafkaServer: z.array(z.string()),
  tls: z.object({ enabled: z.boolean(), mountPath: z.string(), secretName: z.string() }),
  sasl: z.object({
    enabled: z.boolean(),
    scram: z.object({ enabled: z.boolean(), mechanism: z.string(), secretName: z.string() }),
  }),
});
const SecretSchema = z.object({ name: z.string() });

/** Every Secret that values name, however a chart calls it. */
function secretsIn(value: unknown, under = ''): string[] {
  if (typeof value === 'string') return /secretName|existingSecret/i.test(under) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => (under === 'secrets' ? [String(each)] : secretsIn(each)));
  if (typeof value !== 'object' || value === null) return [];
  const named = SecretSchema.safeParse(value);
  if (under === 'datasourceSecret' && named.success) return [named.data.name];
  return Object.entries(value).flatMap(([name, each]) => secretsIn(each, name));
}

test('CHT26 the exporter of Kafka asks the broker of the chart as the chart does: encrypted, and with a login', async () => {
  const exporter = ExporterSchema.parse(await read('kafka-exporter.values.yaml'));
  for (const set of ['staging', 'production']) {
    const kafka = await kafkaOf(set);
    expect(exporter.kafkaServer).toEqual(kafka.brokers);
    expect([exporter.tls.enabled, exporter.tls.secretName]).toEqual([kafka.tls.enabled, kafka.tls.ca.secretName]);
    expect([exporter.sasl.enabled, exporter.sasl.scram.enabled]).toEqual([true, true]);
    expect(exporter.sasl.scram.mechanism.replaceAll('-', '')).toBe(kafka.sasl.mechanism.replaceAll('-', ''));
  }
});

test('CHT26 every Secret that the values of the monitoring name stands in the list of all settings, and no other', async () => {
  expect(files.length).toBeGreaterThan(4);
  const named = new Set((await Promise.all(files.map(read))).flatMap((values) => secretsIn(values)));
  expect([...named].sort()).toEqual(MONITORING_SECRETS.map(({ name }) => name).sort());
  expect(CLUSTER_SECRETS[0]?.name).toBe('carillon-bridge');
});

test('CHT26 whoever writes to Loki and whoever reads there have one address of it', async () => {
  const texts = await Promise.all(files.map((file) => readFile(path.join(import.meta.dirname, file), 'utf8')));
  const addresses = texts.flatMap((text) => text.match(/http:\/\/loki\.[\w.:]+/g) ?? []);
  expect(addresses.length).toBeGreaterThan(1);
  expect(new Set(addresses).size).toBe(1);
});
