import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

// Every test file has a database of its own; applying twice does nothing.
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
