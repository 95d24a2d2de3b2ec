declare namespace Cloudflare {
  /** What vitest.config.ts adds to the bindings of the Worker under test. */
  interface Env {
    readonly TEST_MIGRATIONS: import('cloudflare:test').D1Migration[];
  }
}
