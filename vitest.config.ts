import { availableParallelism } from 'node:os';
import path from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { keepDatabasesInMemory } from './test/memory-for-runtime.ts';

/** What takes minutes by itself, and whole matrices: `npm test` leaves it to `npm test -- long`. */
const LONG = { e2e: '**/*.long.e2e.test.ts', workerd: '**/*.long.workerd.test.ts' };
const exclude = ['**/node_modules/**', 'build/**', '.react-router/**'];
// Only for tests: the pair of test/push-service.ts.
const TEST_VAPID = {
  VAPID_PUBLIC_KEY: 'BO5kncmhySZxENnhrRY4wCPRN-E_bDdIo_l-RbsJ3HBaKbH23m_ZPRwvA9XqHSHScJvu8K0kDpoUugCPywgZ9VQ',
  VAPID_PRIVATE_KEY: '_YjU3q5OBMzS97Kjv9ysYH7sMMEsmVpDjb812ycvjI8',
  VAPID_SUBJECT: 'mailto:test@example.com',
};
const migrations = await readD1Migrations(path.join(import.meta.dirname, 'migrations'));

/** The real runtime, with D1 and Durable Objects. Each project needs one of its own. */
const runtime = () =>
  cloudflareTest(async () => {
    await keepDatabasesInMemory();
    return {
      main: './worker/index.ts',
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          AUTH_SECRET: 'only-for-tests-only-for-tests-only',
          OPERATOR_TOKEN: 'operator-token-for-tests',
          RATE_LIMITS: 'off',
          METRICS: 'off',
          ...TEST_VAPID,
          TEST_MIGRATIONS: migrations,
        },
        // What backups are restored into.
        d1Databases: ['RESTORED_DB'],
      },
    };
  });
const workerd = {
  setupFiles: ['test/console-guard.ts', 'test/apply-migrations.ts'],
  isolate: false,
  // Each has a runtime of its own. Left to itself vitest spares a core.
  maxWorkers: availableParallelism(),
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** A real browser, real servers. */
const e2e = {
  environment: 'node' as const,
  setupFiles: ['test/console-guard.ts'],
  globalSetup: ['test/e2e-build.ts'],
  // A browser keeps a core busy, and some tests only wait for the clock: one file more than cores. What a worker has
  // started (server, browser) serves all its files.
  maxWorkers: Math.min(3, availableParallelism() + 1),
  isolate: false,
  // That of the command line does not reach a project.
  maxConcurrency: Number(process.env.E2E_AT_A_TIME ?? 5),
  sequence: { groupOrder: 1 },
  // Patience costs nothing when all is well: only a test that fails waits for so long.
  expect: { poll: { timeout: 20_000 } },
  testTimeout: 180_000,
  hookTimeout: 120_000,
};

/**
 * Four levels, told apart by file name: pure Node, the real runtime with D1 and Durable Objects, a real browser, and what is
 * deployed before its judges. What is long of the second and third is a project of its own.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.unit.test.{ts,tsx}'],
          exclude,
          environment: 'node',
          // The contrast of the colours is computed from their file.
          css: { include: [/tokens\.css/] },
          setupFiles: ['test/console-guard.ts'],
          // Most of the time went into reading the same modules again for each file. A file restores what it replaces.
          isolate: false,
          // Left to itself vitest spares a core.
          maxWorkers: availableParallelism(),
        },
      },
      {
        plugins: [runtime()],
        test: {
          ...workerd,
          name: 'workerd',
          include: ['**/*.workerd.test.ts'],
          exclude: [...exclude, LONG.workerd],
          // Beside `unit` in one run, as coverage is counted: after it.
          sequence: { groupOrder: 3 },
        },
      },
      {
        plugins: [runtime()],
        test: {
          ...workerd,
          name: 'long-workerd',
          include: [LONG.workerd],
          exclude,
          sequence: { groupOrder: 5 },
        },
      },
      { test: { ...e2e, name: 'e2e', include: ['**/*.e2e.test.ts'], exclude: [...exclude, LONG.e2e] } },
      { test: { ...e2e, name: 'long', include: [LONG.e2e], exclude, sequence: { groupOrder: 4 } } },
      {
        test: {
          name: 'deploy',
          include: ['**/*.deploy.test.ts'],
          exclude,
          environment: 'node',
          setupFiles: ['test/console-guard.ts'],
          maxWorkers: Math.min(2, availableParallelism()),
          isolate: false,
          sequence: { groupOrder: 2 },
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 300_000,
          // An image is built, or an API server started, before the first test of a file.
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
