import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';

// Files share an isolate, as starting one costs more than most of them; each begins with nothing stored and no object awake.
await reset();
await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
