import type { Endpoint } from '../../contract/endpoint.ts';
import { claimDeliveries } from './deliveries/claim.ts';
import { reportDelivery } from './deliveries/report.ts';
import { lease } from './lease.ts';
import { openBell } from './open-bell.ts';
import { readEvents } from './read-events.ts';
import { readSnapshot } from './read-snapshot.ts';
import { readStatus } from './read-status.ts';
import { release } from './release.ts';

/** Mounted at `/feed`: for programs of the cluster. */
export const feedEndpoints: readonly Endpoint[] = [
  lease,
  release,
  readEvents,
  readSnapshot,
  readStatus,
  openBell,
  claimDeliveries,
  reportDelivery,
];
