import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PROFILES } from './nemesis.ts';
import { summary, tell } from './report.ts';
import { type SimulationOptions, simulate } from './simulate.ts';

/** One run in a process of its own; `scripts/simulate.ts` starts as many as are asked for. Exits with 1 on a violation. */
const OptionsSchema = z.object({
  seed: z.coerce.number().int(),
  users: z.coerce.number().int().positive(),
  days: z.coerce.number().int().positive(),
  profile: z.enum(Object.keys(PROFILES) as [keyof typeof PROFILES]).optional(),
});

const string = { type: 'string' } as const;
const { values } = parseArgs({ options: { seed: string, users: string, days: string, profile: string } });
const options: SimulationOptions = OptionsSchema.parse(values);
const report = await simulate(options);
process.stdout.write(`${summary(report)}\n`);
if (report.violation) {
  // The same again, with the story of the one it happened to.
  const again = await simulate({ ...options, storyOf: report.violation.userId });
  const mutant = process.env.SIMULATION_MUTANT;
  process.stdout.write(`${tell(again, options)}${mutant === undefined ? '' : ` --mutant ${mutant}`}\n`);
  process.exitCode = 1;
}
