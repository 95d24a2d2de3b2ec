import type { Endpoint } from '../../contract/endpoint.ts';
import { createTicket } from './create-ticket.ts';
import { openLive } from './open-live.ts';
import { streamEvents } from './stream-events.ts';

/** How devices and programs hear of what happens. */
export const liveEndpoints: readonly Endpoint[] = [openLive, createTicket, streamEvents];
