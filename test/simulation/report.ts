import { PROMISES } from './model/promises.ts';
import type { SimulationOptions, SimulationReport } from './simulate.ts';

const LINES_BEFORE = 60;
const IDS = /\b(?:task|rem|ser)_[0-9a-z]{26}\b/g;

/** What one run came to, in a line. */
export function summary({ seed, profile, counts, violation }: SimulationReport): string {
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return `seed ${seed} (${profile}): ${violation ? `BROKEN: ${violation.promise}` : 'kept'}; ${numbers.join(', ')}`;
}

/**
 * The story of a violation: what happened around it to the user it happened to, of their things only those it is
 * about, and how to see it again.
 */
export function tell({ seed, profile, violation, story }: SimulationReport, options: SimulationOptions): string {
  if (!violation) return '';
  const about = new Set(violation.text.match(IDS));
  const isAbout = (line: string) => {
    const named = line.match(IDS) ?? [];
    return named.length === 0 || named.some((id) => about.has(id));
  };
  // Crons fail often, and what they did not do shows elsewhere.
  const told = story.filter((line) => isAbout(line) && !/a tick of the crons|a run of a cron/.test(line));
  return [
    ...told.slice(-LINES_BEFORE),
    `${new Date(violation.atMs).toISOString()} BROKEN (${violation.promise}): ${PROMISES[violation.promise]}`,
    violation.text,
    `again: npm run simulate -- --seed ${seed} --users ${options.users} --days ${options.days} --profile ${profile}`,
  ].join('\n');
}
