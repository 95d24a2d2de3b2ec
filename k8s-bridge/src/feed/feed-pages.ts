import { z } from 'zod';
import {
  FeedPageSchema,
  FeedStatusSchema,
  LeaseSchema,
  RemovedTaskSchema,
  SnapshotPageSchema,
} from '#core/feed/protocol.ts';

// The answers of the edge as a program reads them that may be older than the edge: fields it does not know are left out,
// and events and tasks are looked at one by one, so that a single unreadable one does not hide the others.

export const RawFeedPageSchema = z.object({ ...FeedPageSchema.shape, events: z.array(z.unknown()) });
export type RawFeedPage = z.infer<typeof RawFeedPageSchema>;

export const RawSnapshotPageSchema = z.object({
  ...SnapshotPageSchema.shape,
  tasks: z.array(z.unknown()),
  removed: z.array(z.object(RemovedTaskSchema.shape)).default([]),
});
export type RawSnapshotPage = z.infer<typeof RawSnapshotPageSchema>;

export const ReadLeaseSchema = z.object(LeaseSchema.shape);
export const ReadStatusSchema = z.object({
  ...FeedStatusSchema.shape,
  consumers: z.array(z.object(FeedStatusSchema.shape.consumers.element.shape)),
});
