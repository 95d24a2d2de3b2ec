import { toEpochMs } from '../instant.ts';
import type { Letter, LetterItem } from './letter.ts';

/** A mail, ready to be sent. Addresses and ids are the sender's to add. */
export interface RenderedEmail {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

const MAX_SUBJECT_CHARACTERS = 120;
const MINUTE_MS = 60_000;
// Anything that could end a header line, and what only steers how text is shown.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the point.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Lays a letter out. Whatever a person wrote is text: escaped in HTML, on one line in the subject.
 *
 * @param nowMs when it is sent, for how late it is
 */
export function renderEmail(letter: Letter, nowMs: number): RenderedEmail {
  switch (letter.kind) {
    case 'reminder':
      return renderReminders(letter, nowMs);
    case 'verify_email':
      return renderLink(letter, {
        subject: 'Verify your address for Carillon',
        lead: 'With this link you say that this address is yours, so that Carillon may mail you reminders.',
        action: 'Verify this address',
        rest: 'If you have no account at Carillon, leave this mail alone: nothing happens without the link.',
      });
    case 'reset_password':
      return renderLink(letter, {
        subject: 'Set a new password for Carillon',
        lead: 'Somebody asked for a link that sets a new password for your account.',
        action: 'Set a new password',
        rest: 'If that was not you, leave this mail alone: your password stays as it is.',
      });
  }
}

function renderReminders(letter: Extract<Letter, { kind: 'reminder' }>, nowMs: number): RenderedEmail {
  const { items, more, settingsLink, unsubscribeLink } = letter;
  const [first] = items;
  const count = items.length + more;
  const subject = count === 1 && first ? `Reminder: ${first.title}` : `${count} reminders rang`;
  const facts = items.map((item) => ({ item, lines: factsOf(item, nowMs) }));
  const rest = more > 0 ? `And ${more} more.` : null;
  const foot = 'You get this because the reminder is to reach you by email.';
  const text = [
    ...facts.map(({ item, lines }) => [oneLine(item.title), ...lines, item.link].join('\n')),
    ...(rest === null ? [] : [rest]),
    `--\n${foot}\nSettings: ${settingsLink}\nNo more mail about reminders: ${unsubscribeLink}`,
  ].join('\n\n');
  const body = [
    ...facts.map(
      ({ item, lines }) =>
        `<h2 style="${HEADING}"><a href="${escapeHtml(item.link)}" style="${LINK}">${escapeHtml(item.title)}</a></h2>
<p style="${FACTS}">${lines.map(escapeHtml).join('<br>')}</p>`,
    ),
    ...(rest === null ? [] : [`<p>${escapeHtml(rest)}</p>`]),
    `<p style="${FOOT}">${escapeHtml(foot)}<br><a href="${escapeHtml(settingsLink)}" style="${LINK}">Settings</a> ·
<a href="${escapeHtml(unsubscribeLink)}" style="${LINK}">No more mail about reminders</a></p>`,
  ].join('\n');
  return {
    subject: subjectOf(subject),
    text,
    html: page(subjectOf(subject), body),
    headers: {
      'List-Unsubscribe': `<${unsubscribeLink}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
  };
}

function renderLink(
  { name, link }: Extract<Letter, { kind: 'verify_email' | 'reset_password' }>,
  words: { subject: string; lead: string; action: string; rest: string },
): RenderedEmail {
  const { subject, lead, action, rest } = words;
  const greeting = `Hello ${oneLine(name)},`;
  return {
    subject,
    text: [greeting, lead, `${action}:\n${link}`, rest].join('\n\n'),
    html: page(
      subject,
      `<p>${escapeHtml(greeting)}</p>
<p>${escapeHtml(lead)}</p>
<p><a href="${escapeHtml(link)}" style="${LINK}">${escapeHtml(action)}</a></p>
<p style="${FOOT}">${escapeHtml(rest)}</p>`,
    ),
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

function factsOf({ due, list, planned, scheduledAt }: LetterItem, nowMs: number): string[] {
  const late = latenessOf(nowMs - toEpochMs(scheduledAt));
  return [
    ...(due === null ? [] : [`Due ${oneLine(due)}`]),
    ...(list === null ? [] : [`In ${oneLine(list)}`]),
    `Rang ${planned}${late === null ? '' : `, ${late}`}`,
  ];
}

/** Null below a minute, which nobody calls late. */
function latenessOf(lateMs: number): string | null {
  const minutes = Math.floor(lateMs / MINUTE_MS);
  if (minutes < 1) return null;
  if (minutes < 60) return `${minutes} min late`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h late` : `${Math.floor(hours / 24)} days late`;
}

function subjectOf(text: string): string {
  const characters = [...oneLine(text)];
  if (characters.length <= MAX_SUBJECT_CHARACTERS) return characters.join('');
  return `${characters.slice(0, MAX_SUBJECT_CHARACTERS - 1).join('')}…`;
}

function oneLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}

function escapeHtml(text: string): string {
  return text
    .replace(UNPRINTABLE, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

// Mail programs know little CSS: colours that can be read on light and on dark, and nothing that needs a sheet.
const LINK = 'color:#3b6ea8';
const HEADING = 'font-size:18px;line-height:1.3;margin:0 0 4px';
const FACTS = 'margin:0 0 20px;color:#767676';
const FOOT = 'margin:28px 0 0;color:#767676;font-size:13px';

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:15px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
${body}
</div>
</body>
</html>
`;
}
