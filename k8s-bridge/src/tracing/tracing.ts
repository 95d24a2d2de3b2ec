/** Writes down steps of traces that began at the edge. */
export interface Tracing {
  /**
   * Does a piece of work as a step of each trace that an `origintrace` names, and fails when it does. What carries none, or
   * one that nobody writes down, costs nothing.
   */
  readonly within: <Result>(step: Step, origins: readonly string[], work: () => Promise<Result>) => Promise<Result>;
  /** Where the work that asks for it stands in a trace (W3C traceparent), also after the step that began it has ended; null in none. */
  readonly current: () => string | null;
  /** Sends what is left. Never rejects: a collector that is away must not keep a program from ending. */
  readonly stop: () => Promise<void>;
}

export interface Step {
  readonly name: string;
  readonly kind: 'producer' | 'consumer';
  readonly attributes: Readonly<Record<string, string>>;
}
