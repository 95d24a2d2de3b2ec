import { PlainError } from './local/plain-error.ts';
import { EQUIPMENT, equip } from './suites/equipment.ts';

// `npm run equip -- NAME`: brings to this machine what a job of CI needs; it is kept in ~/.cache/carillon.
try {
  const name = process.argv[2];
  const wanted = Object.entries(EQUIPMENT).find(([each]) => each === name)?.[1];
  if (wanted === undefined || process.argv.length > 3)
    throw new PlainError(`npm run equip -- ${Object.keys(EQUIPMENT).join('|')}`);
  const obstacle = await equip(wanted);
  if (obstacle !== null) throw new PlainError(obstacle);
  console.log('All of it is there.');
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
