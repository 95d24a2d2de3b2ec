import { z } from 'zod';
import { numberVariable, secretVariable } from '../../config/variable.ts';
import { ConfigError } from '../../errors.ts';
import { defineRole } from '../role.ts';
import { archiveDatabase } from './archive-database.ts';
import { ArchiveUnavailable } from './archive-error.ts';
import { archiveVariables } from './archive-variables.ts';
import type { ArchiverState } from './archiver-deps.ts';
import { newArchiverMetrics } from './archiver-metrics.ts';
import { auditApi } from './audit/audit-api.ts';
import { runArchiver } from './run-archiver.ts';

const AUDIT_REMEDY = 'set AUDIT_TOKEN or AUDIT_TOKEN_FILE';

/** Keeps every event of the topics in PostgreSQL, and answers questions about them. */
export const archiver = defineRole({
  name: 'archiver',
  title: 'keeps every event in PostgreSQL, in hash chains, and answers /api/audit',
  variables: z.object({
    DATABASE_URL: archiveVariables.DATABASE_URL,
    ARCHIVE_BATCH_EVENTS: numberVariable(
      { min: 1, max: 5_000, fallback: 500 },
      'How many events go into one transaction.',
    ),
    ARCHIVE_BATCH_MS: numberVariable(
      { min: 0, max: 60_000, fallback: 1_000 },
      'How long the first event of a batch waits for others at most.',
    ),
    ARCHIVE_KEEP_DAYS: archiveVariables.ARCHIVE_KEEP_DAYS,
    AUDIT_TOKEN: secretVariable(
      'What /api/audit asks for as bearer token; several, separated by commas or lines, while one replaces another. Without it, it answers nobody.',
    ),
  }),
  create({ transport, clock, random, log, metrics }, config) {
    const url = config.DATABASE_URL;
    if (url === undefined)
      throw new ConfigError('DATABASE_URL is missing: the archiver has to know where its PostgreSQL is.');
    const source = transport.newSource();
    const database = archiveDatabase(url);
    // Connections of their own: whoever asks much must not keep the archiver from writing.
    const reading = archiveDatabase(url);
    const state: ArchiverState = { failure: 'not started yet', writingSinceMs: null };
    return {
      checks: [
        {
          part: 'archive',
          check: async () => {
            // A full disk answers questions: what counts is whether the last batch could be written.
            if (state.failure !== null) throw new ArchiveUnavailable(state.failure);
            await reading.transaction((client) => client.query('SELECT 1'), { isReadOnly: true });
          },
        },
        { part: 'broker', check: transport.check },
      ],
      routes: auditApi({ database: reading, tokens: config.AUDIT_TOKEN }),
      async run(signal) {
        if (config.AUDIT_TOKEN === undefined) log.warn({ event: 'archiver.audit_closed', remedy: AUDIT_REMEDY });
        await runArchiver(
          {
            source,
            deadLetters: transport.newOpenSink(),
            database,
            clock,
            random,
            log,
            metrics,
            numbers: newArchiverMetrics(metrics.registry, state, clock),
            batchEvents: config.ARCHIVE_BATCH_EVENTS,
            batchMs: config.ARCHIVE_BATCH_MS,
            keepDays: config.ARCHIVE_KEEP_DAYS,
            state,
          },
          signal,
        );
        await reading.close();
      },
    };
  },
});
