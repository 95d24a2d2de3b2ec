/** What was looked at, and what is wrong with it; null when all is well. */
export interface Finding {
  /** Such as `mirror is ready`. */
  readonly what: string;
  readonly wrong: string | null;
  /** Where it says what to do, as a file of docs/runbooks. */
  readonly runbook: string;
}

/** Looks, and says what came of it: a check that throws has found something. */
export async function find(what: string, runbook: string, look: () => Promise<string | null>): Promise<Finding> {
  try {
    return { what, runbook, wrong: await look() };
  } catch (error) {
    return { what, runbook, wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** `ok    mirror is ready`, or what is wrong and where it says what to do. */
export function findingLine({ what, wrong, runbook }: Finding): string {
  return wrong === null ? `ok      ${what}\n` : `FAILED  ${what}: ${wrong} (docs/runbooks/${runbook})\n`;
}
