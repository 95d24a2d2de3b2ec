import { beginBackup } from './begin-backup.ts';
import { createServiceToken } from './create-service-token.ts';
import { fetchBackupPart } from './fetch-backup-part.ts';
import { forgetConsumer } from './forget-consumer.ts';
import { listBackups } from './list-backups.ts';
import { listServiceTokens } from './list-service-tokens.ts';
import { listTimers } from './list-timers.ts';
import { makeResetLink } from './make-reset-link.ts';
import { rearmHubs } from './rearm-hubs.ts';
import { replayDeliveries } from './replay-deliveries.ts';
import { resyncConsumer } from './resync-consumer.ts';
import { retryTimers } from './retry-timers.ts';
import { revokeServiceToken } from './revoke-service-token.ts';
import { showFeed } from './show-feed.ts';

/** Mounted at `/api/operator`. */
export const operatorEndpoints = [
  makeResetLink,
  listTimers,
  retryTimers,
  rearmHubs,
  replayDeliveries,
  createServiceToken,
  listServiceTokens,
  revokeServiceToken,
  showFeed,
  resyncConsumer,
  forgetConsumer,
  listBackups,
  beginBackup,
  fetchBackupPart,
];
