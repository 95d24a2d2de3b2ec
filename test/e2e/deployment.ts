import type { Carillon } from '../e2e-harness.ts';

/** Where tests find a Carillon that somebody has deployed, instead of starting one; null when they start their own. */
export function deployedOrigin(): string | null {
  return process.env.E2E_ORIGIN || null;
}

/** A Carillon of which there is nothing but its address: what a test asks of the machine it runs on, it cannot have. */
export function deployedCarillon(origin: string): Carillon {
  const refuse = (): never => {
    throw new Error(
      'This test needs a Carillon of its own: it does not run against a deployment (scripts/browsers.ts).',
    );
  };
  return {
    origin,
    get operatorToken() {
      return refuse();
    },
    get state() {
      return refuse();
    },
    log: refuse,
    // It goes on without us.
    stop: async () => {},
    restart: refuse,
    killHard: refuse,
    tickCron: refuse,
  };
}
