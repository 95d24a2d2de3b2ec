import type { Topic } from './topics.ts';

/** Enough of a dead letter's text to see what is wrong; larger would not fit into every broker once headers are added. */
export const MAX_DEAD_LETTER_CHARACTERS = 64 * 1024;

/** One record on its way to a topic. */
export interface SinkRecord {
  /** Without the prefix of the deployment. */
  readonly topic: Topic;
  /** Records of one key keep their order. */
  readonly key: string;
  /** The text as it is sent; null is a tombstone, which deletes the key from a compacted topic. */
  readonly body: string | null;
  readonly contentType: string;
  /** Beside the content type; only dead letters have some. */
  readonly headers: Readonly<Record<string, string>>;
}
