import { rm } from 'node:fs/promises';
import path from 'node:path';
import { applyMigrations } from './local/apply-migrations.ts';
import { refuseWhenRunning } from './local/claim-state.ts';
import { project } from './local/project.ts';
import { step } from './local/steps.ts';

// `npm run db:reset`: throws every local task, account and object away and begins with an empty database.
await refuseWhenRunning(project.state);
await step('Emptying the local state', () => rm(path.join(project.state, 'v3'), { recursive: true, force: true }));
await step('Making an empty database', () => applyMigrations(project.state));
