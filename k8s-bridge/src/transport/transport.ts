import type { Hono } from 'hono';
import type { EventSink } from '../sinks/event-sink.ts';
import type { EventSource } from '../sources/event-source.ts';

/** Kafka, Dapr or memory: where the records of this process go to and come from. */
export interface Transport {
  /**
   * @param name whom it fences, where that can be done: of two sinks under one name only the later one writes
   */
  readonly newSink: (name: string) => EventSink;
  /** A sink that shares its topics with others and fences nobody: for dead letters, and for what others hand in. */
  readonly newOpenSink: () => EventSink;
  /** @throws ConfigError when the configuration does not say how to read */
  readonly newSource: () => EventSource;
  /** Makes the topics that are missing, where this is ours to do. */
  readonly prepare: () => Promise<void>;
  /** @throws when the broker does not answer */
  readonly check: () => Promise<void>;
  /** What the broker calls us by, when it pushes. */
  readonly routes?: Hono;
}
