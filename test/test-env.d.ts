declare namespace Cloudflare {
  /** What vitest.config.ts adds to the bindings of the Worker under test. */
  interface Env {
    readonly RESTORED_DB: D1Database;
    readonly TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
