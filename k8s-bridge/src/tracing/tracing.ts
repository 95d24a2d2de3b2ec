/** Writes down steps of traces that began at the edge. */
export interface Tracing {
  /**
   * A step of each trace that an `origintrace` names, from now until what is returned is called. What carries none, or one
   * that nobody writes down, costs nothing.
   */
  readonly begin: (step: Step, origins: readonly string[]) => (error: unknown) => void;
  /** Sends what is left. Never rejects: a collector that is away must not keep a program from ending. */
  readonly stop: () => Promise<void>;
}

export interface Step {
  readonly name: string;
  readonly kind: 'producer' | 'consumer';
  readonly attributes: Readonly<Record<string, string>>;
}
