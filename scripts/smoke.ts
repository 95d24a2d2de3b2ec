import { parseArgs } from 'node:util';
import { smoke } from './deploy/smoke.ts';
import { PlainError } from './local/plain-error.ts';

const USAGE = `npm run smoke -- --origin https://carillon.example [--consumer mirror] [--patience SECONDS]
  Does in a minute what a person does first: account, task, live update, reminder. With --consumer, and OPERATOR_TOKEN
  set, it waits until that consumer of the feed has taken the events. The account it makes is deleted at the end.`;

try {
  const { values } = parseArgs({
    options: { origin: { type: 'string' }, consumer: { type: 'string' }, patience: { type: 'string', default: '90' } },
  });
  if (!URL.canParse(values.origin ?? '') || !(Number(values.patience) > 0)) throw new PlainError(USAGE);
  const operatorToken = process.env.OPERATOR_TOKEN || null;
  if (values.consumer !== undefined && operatorToken === null)
    throw new PlainError('OPERATOR_TOKEN has to be set for --consumer.');
  await smoke({
    ...{ origin: values.origin ?? '', operatorToken, consumer: values.consumer ?? null },
    ...{ patienceMs: Number(values.patience) * 1000, say: console.log },
  });
  console.log('All is well.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
