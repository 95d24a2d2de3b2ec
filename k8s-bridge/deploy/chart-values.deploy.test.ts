import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../../scripts/cluster/run-program.ts';
import { chart, renderChart, VALUE_SETS, valueFlags } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm, helm } from '../../scripts/judges/ensure-helm.ts';

/** Wrong values, and what the refusal has to name for whoever wrote them. */
const WRONG: readonly (readonly [values: object, ...said: RegExp[]])[] = [
  [{ mirrors: {} }, /additional properties 'mirrors' not allowed/],
  [{ mirror: { replicas: 'two' } }, /\/mirror\/replicas/, /got string, want integer/],
  [{ mirror: { replicas: 0 } }, /\/mirror\/replicas/, /minimum: got 0, want 1/],
  [{ mirror: { consumer: 'My Mirror' } }, /\/mirror\/consumer/, /does not match pattern/],
  [{ mirror: { onEpochChange: 'ignore' } }, /\/mirror\/onEpochChange/, /value must be one of 'stop', 'snapshot'/],
  [{ mirror: { pageEvents: 1001 } }, /\/mirror\/pageEvents/, /maximum: got 1,?001, want 1,?000/],
  [{ transport: 'rabbitmq' }, /\/transport/, /'kafka', 'dapr'/],
  [{ logLevel: 'loud' }, /\/logLevel/, /'debug', 'info', 'warn', 'error'/],
  [{ edge: { url: 'carillon.example' } }, /\/edge\/url/],
  [{ edge: { url: 'https://ann:secret@carillon.example' } }, /\/edge\/url/],
  [{ kafka: { brokers: [] } }, /\/kafka\/brokers/, /minItems: got 0, want 1/],
  [{ kafka: { brokers: ['kafka'] } }, /\/kafka\/brokers\/0/],
  [{ kafka: { sasl: { mechanism: 'gssapi' } } }, /\/kafka\/sasl\/mechanism/],
  [{ kafka: { sasl: { password: 'hunter2' } } }, /\/kafka\/sasl/, /additional properties 'password' not allowed/],
  [{ topics: { partitions: { 'task-event': 3 } } }, /\/topics\/partitions/, /'task-event' not allowed/],
  [{ topics: { partitions: { reminders: 0 } } }, /\/topics\/partitions\/reminders/],
  [{ topics: { replicationFactor: 1.5 } }, /\/topics\/replicationFactor/],
  [{ secrets: { source: 'values' } }, /\/secrets\/source/, /'existing', 'external', 'dapr'/],
  [{ secrets: { smtpPassword: 'hunter2' } }, /\/secrets/, /'smtpPassword' not allowed/],
  [{ env: { lower: 'case' } }, /\/env/, /'lower' not allowed/],
  [{ env: { LIMIT: 5 } }, /\/env\/LIMIT/, /got number, want string/],
  [{ image: { digest: 'latest' } }, /\/image\/digest/],
  [{ image: { pullPolicy: 'Sometimes' } }, /\/image\/pullPolicy/],
  [{ imagePullSecrets: [{ name: 'registry' }] }, /\/imagePullSecrets\/0/, /got object, want string/],
  [{ archiver: { keepDays: 0 } }, /\/archiver\/keepDays/],
  [{ archiver: { resources: { limits: { memory: '1GB' } } } }, /\/archiver\/resources\/limits\/memory/],
  [{ notifier: { email: { port: 70_000 } } }, /\/notifier\/email\/port/],
  [{ notifier: { webhooks: { allow: ['10.0.0.0/8, 1.2.3.4'] } } }, /\/notifier\/webhooks\/allow\/0/],
  [{ dapr: { tracing: { samplingRate: '2' } } }, /\/dapr\/tracing\/samplingRate/],
  [{ ingress: { host: 'https://events.example.com' } }, /\/ingress\/host/],
  [{ networkPolicy: { kafka: { to: [{ cidr: '10.0.0.0/8' }] } } }, /\/networkPolicy\/kafka\/to\/0/],
  [{ monitoring: { monitors: { interval: 30 } } }, /\/monitoring\/monitors\/interval/],
];

/** Values that are right each for itself, and wrong together. */
const CONTRADICTIONS: readonly (readonly [values: object, said: RegExp])[] = [
  [
    { notifier: { autoscaling: { maxReplicas: 3 } } },
    /notifier\.autoscaling\.maxReplicas is 3, and reminders has 2 partitions.*raise topics\.partitions\.reminders/s,
  ],
  [{ archiver: { autoscaling: { maxReplicas: 4 } } }, /archiver\.autoscaling\.maxReplicas is 4, and task-events has 3/],
  [{ archiver: { autoscaling: { minReplicas: 3, maxReplicas: 2 } } }, /archiver\.autoscaling\.minReplicas is above/],
  [{ env: { SMTP_PASSWORD: 'hunter2' } }, /env\.SMTP_PASSWORD is a secret: it belongs in the Secret carillon-bridge/],
  [{ env: { ROLES: 'mirror' } }, /env\.ROLES is set by the chart/],
  [{ mirror: { enabled: false }, notifier: { enabled: false }, archiver: { enabled: false } }, /No role is enabled/],
  [{ notifier: { email: { enabled: false }, webhooks: { enabled: false } } }, /notifier has nothing to send by/],
  [{ kafka: { sasl: { mechanism: 'plain' } } }, /kafka\.sasl\.username is missing/],
  [{ kafka: { tls: { ca: { secretName: 'ca' } } } }, /kafka\.tls\.enabled is false/],
  [{ secrets: { source: 'dapr' } }, /secrets\.source is dapr: that needs transport: dapr/],
  [
    {
      transport: 'dapr',
      secrets: { source: 'dapr', dapr: { store: 'vault' } },
      keda: { enabled: true },
      tests: { enabled: false },
      kafka: { sasl: { mechanism: 'plain', username: 'a' } },
    },
    /set keda\.enabled: false/,
  ],
  [
    {
      transport: 'dapr',
      secrets: { source: 'dapr', dapr: { store: 'vault' } },
      tests: { enabled: false },
      kafka: { sasl: { mechanism: 'plain', username: 'a' } },
    },
    /set topics\.manage to strimzi or none/,
  ],
  [{ transport: 'dapr', secrets: { source: 'dapr', dapr: { store: 'vault' } } }, /set tests\.enabled: false/],
  [
    { kafka: { brokers: ['kafka.test:9095'] } },
    /kafka\.brokers names kafka\.test:9095, and networkPolicy\.kafka\.ports lets out 9092, 9093, 9094 alone.*Add 9095/,
  ],
  [
    { edge: { url: 'https://carillon.test:8443' } },
    /edge\.url is \S+, and networkPolicy\.edge\.ports lets out 443 alone/,
  ],
  [{ edge: { url: 'http://carillon.test' } }, /networkPolicy\.edge\.ports lets out 443 alone.*Add 80/],
  [{ notifier: { email: { port: 2525 } } }, /notifier\.email speaks to port 2525, and networkPolicy\.smtp\.ports/],
  [
    { notifier: { email: { security: 'none' } }, networkPolicy: { smtp: { ports: [587] } } },
    /notifier\.email speaks to port 25, and networkPolicy\.smtp\.ports lets out 587/,
  ],
  [
    { tracesUrl: 'http://collector.test/v1/traces' },
    /tracesUrl is \S+, and networkPolicy\.traces\.ports lets out 4318/,
  ],
  [
    { transport: 'dapr', dapr: { tracing: { otlpEndpoint: 'collector.test:4317' } } },
    /dapr\.tracing\.otlpEndpoint is \S+, and networkPolicy\.traces/,
  ],
  [{ ingress: { enabled: true, expose: 'gateway' } }, /lets in ingress-nginx: name the namespace of the Gateway/],
  [{ monitoring: { rules: { enabled: true } } }, /enable monitoring\.monitors too/],
  [{ ingress: { enabled: true, expose: 'none', certificate: { enabled: true } } }, /ingress\.expose is none/],
];

await describeNeeding('the values of the chart', [ensureHelm], () => {
  test.for(VALUE_SETS)('CHT1 helm lint finds nothing in the set %s', async (set) => {
    const said = await runProgram(helm, ['lint', '--strict', chart, ...valueFlags(set)]);
    expect(said).toContain('1 chart(s) linted, 0 chart(s) failed');
    expect(said).not.toMatch(/\[(WARNING|ERROR)\]/);
  });

  test.for(WRONG)('CHT2 %o is refused by its place', async ([values, ...said]) => {
    const refusal = await renderChart({ set: 'default', values }).catch((error: unknown) => String(error));
    for (const expected of said) expect(refusal).toMatch(expected);
    expect(refusal).toMatch(/ended with 1/);
  });

  test.for(CONTRADICTIONS)('CHT3 %o is refused, with what to change', async ([values, said]) => {
    await expect(renderChart({ set: 'default', values })).rejects.toThrow(said);
  });

  test('CHT3 a port that another rule lets out is no contradiction, nor is any without network policies', async () => {
    const kafka = { brokers: ['kafka.test:9095'] };
    const extraEgress = [{ ports: [{ protocol: 'TCP', port: 9090, endPort: 9099 }] }];
    for (const networkPolicy of [{ extraEgress }, { extraEgress: [{}] }, { enabled: false }])
      expect(await renderChart({ set: 'default', values: { kafka, networkPolicy } })).toContain('kafka.test:9095');
  });
});
