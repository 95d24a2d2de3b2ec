/** Something of a cluster that is started on this machine because nothing else was configured. */
export interface LocalPart {
  /** For a person: what it is and where. */
  readonly line: string;
  /** What the bridge has to know of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Where the parts keep what they have, so that a restart loses nothing. */
export interface PartsHome {
  readonly folder: string;
  readonly roles: readonly string[];
  /** What the person has configured. */
  readonly env: Readonly<Record<string, string | undefined>>;
}
