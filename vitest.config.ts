import path from 'node:path';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', 'build/**', '.react-router/**'];
const migrations = await readD1Migrations(path.join(import.meta.dirname, 'migrations'));

/** Three levels, told apart by file name: pure Node, the real runtime with D1 and Durable Objects, a real browser. */
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
        },
      },
      {
        plugins: [
          cloudflareTest({
            main: './worker/index.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                AUTH_SECRET: 'only-for-tests-only-for-tests-only',
                OPERATOR_TOKEN: 'operator-token-for-tests',
                RATE_LIMITS: 'off',
                TEST_MIGRATIONS: migrations,
              },
            },
          }),
        ],
        test: {
          name: 'workerd',
          include: ['**/*.workerd.test.ts'],
          exclude,
          setupFiles: ['test/console-guard.ts', 'test/apply-migrations.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude,
          environment: 'node',
          setupFiles: ['test/console-guard.ts'],
          globalSetup: ['test/e2e-build.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
