import type { ArchiveStage } from '../archive-stage.ts';
import { some } from './check-topics.ts';
import type { SentEvent } from './edge-database.ts';

/** What is wrong with the archive: nothing, when it holds every event once and its chain holds. */
export async function checkArchive(sent: readonly SentEvent[], archive: ArchiveStage): Promise<string[]> {
  const findings: string[] = [];
  const ids = (await archive.sql('SELECT id FROM events')).map(({ id }) => String(id));
  const held = new Set(ids);
  if (held.size !== ids.length) findings.push(`archive: ${ids.length - held.size} events twice`);
  const missing = sent.filter(({ id }) => !held.has(id)).map(({ id }) => id);
  if (missing.length > 0) findings.push(`archive: ${missing.length} missing: ${some(missing)}`);
  if (held.size > sent.length - missing.length) findings.push('archive: holds what nobody sent');
  let chained = 0;
  for (const { month, problem, head } of await archive.verify()) {
    chained += head?.count ?? 0;
    if (problem !== null) findings.push(`archive: ${month}: ${JSON.stringify(problem)}`);
  }
  if (chained !== ids.length) findings.push(`archive: ${chained} of ${ids.length} in its chain`);
  return findings;
}
