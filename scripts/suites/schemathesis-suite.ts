import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { newServiceToken } from '#test/service-token.ts';
import { SERVICE_SCOPES } from '../../core/account/service-token.ts';
import { type Carillon, startCarillon } from '../../test/e2e-harness.ts';
import { ensureSchemathesis, schemathesis } from '../local/ensure-schemathesis.ts';
import { project } from '../local/project.ts';
import { type Output, runProgram } from './output.ts';
import type { Counts, Suite } from './suite.ts';

/** A fixed seed: a failure is the same for everybody who looks at it. */
const SEED = '20261121';
const EXAMPLES_PER_OPERATION = '10';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];
/** Their answers do not end, so they have tests of their own. */
const ENDLESS = ['streamEvents', 'openLive', 'openFeedBell'];
/** What only a signed-in person may do, short of what would end their session. */
const WITH_SESSION = ['getAccount', 'listTokens', 'createToken', 'revokeToken', 'listSessions', 'revokeSession'];

/** Tries everything that the published OpenAPI document describes, and compares each answer with what it promises. */
export function schemathesisSuite(): Suite {
  return { name: 'schemathesis', prepare: ensureSchemathesis, run };
}

async function run(output: Output): Promise<Counts> {
  const carillon = await startCarillon();
  try {
    const { cookie, token } = await newCaller(carillon);
    const asProgram = await fuzz(carillon, 'token', output, [
      ...['--header', `Authorization: Bearer ${token}`],
      ...ENDLESS.flatMap((id) => ['--exclude-operation-id', id]),
    ]);
    const asPerson = await fuzz(carillon, 'session', output, [
      ...['--header', `Cookie: ${cookie}`, '--header', `Origin: ${carillon.origin}`],
      ...WITH_SESSION.flatMap((id) => ['--include-operation-id', id]),
    ]);
    const asService = await fuzz(carillon, 'service', output, [
      ...[
        '--header',
        `Authorization: Bearer ${await newServiceToken(carillon, SERVICE_SCOPES)}`,
        '--include-path-regex',
        '^/feed/',
      ],
      ...ENDLESS.flatMap((id) => ['--exclude-operation-id', id]),
    ]);
    const all = [asProgram, asPerson, asService];
    const sum = (name: 'passed' | 'failed') => all.reduce((total, counts) => total + counts[name], 0);
    return { passed: sum('passed'), failed: sum('failed'), skipped: 0 };
  } finally {
    await carillon.stop();
  }
}

/** A demo account, so that there is something to read, with a token of its own. */
async function newCaller({ origin }: Carillon): Promise<{ cookie: string; token: string }> {
  const post = async (address: string, body: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const answer = await fetch(`${origin}${address}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const cookie = (await post('/api/v1/demo', {})).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const wanted = { name: 'schemathesis', scopes: ['read', 'write'] };
  const { secret }: { secret: string } = await (await post('/api/v1/tokens', wanted, cookie)).json();
  return { cookie, token: secret };
}

async function fuzz({ origin }: Carillon, name: string, output: Output, args: readonly string[]): Promise<Counts> {
  const report = path.join(project.root, '.cache', `schemathesis-${name}.xml`);
  await rm(report, { force: true });
  const fixed = [
    ...['run', `${origin}/api/v1/openapi.json`, '--checks', CHECKS.join(','), '--phases', 'examples,coverage,fuzzing'],
    ...['--max-examples', EXAMPLES_PER_OPERATION, '--seed', SEED, '--request-timeout', '10'],
    // Two at once break Python 3.11's own parser ("AST constructor recursion depth mismatch").
    ...['--workers', '1'],
    ...['--continue-on-failure', '--generation-database', 'none', '--warnings', 'off', '--no-color'],
    ...['--report', 'junit', '--report-junit-path', report],
  ];
  const code = await runProgram(schemathesis, [...fixed, ...args], { cwd: project.root, output });
  return countJunit(await readFile(report, 'utf8').catch(() => ''), code === 0);
}

/** What a JUnit report says: one test for each operation. A run without a report, or that failed without saying where, is one failure. */
export function countJunit(xml: string, isSuccess: boolean): Counts {
  const root = /<testsuites[^>]*>/.exec(xml)?.[0] ?? '';
  const numberOf = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  const failed = numberOf('failures') + numberOf('errors');
  const passed = numberOf('tests') - failed;
  return { passed: Math.max(passed, 0), failed: failed === 0 && (!isSuccess || passed <= 0) ? 1 : failed, skipped: 0 };
}
