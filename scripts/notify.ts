import { PlainError } from './local/plain-error.ts';

// `npm run notify -- TEXT`: tells whoever NOTIFY_WEBHOOK is, as JSON with a `text`, which chats take. Without it, nobody.
const url = process.env.NOTIFY_WEBHOOK;
const text = process.argv.slice(2).join(' ');
if (url) {
  const body = JSON.stringify({ text });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) });
  // The address is a secret: it is not in what is said.
  if (!answer.ok) throw new PlainError(`The webhook answered ${answer.status}.`);
  console.log('Told.');
} else console.log(`NOTIFY_WEBHOOK is not set, so nobody is told: ${text}`);
