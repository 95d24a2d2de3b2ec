import { describe, expect, it } from 'vitest';
import { nthId } from '#test/ids.ts';
import type { Letter } from './letter.ts';
import { renderEmail } from './render-email.ts';

const AT = '2026-11-21T12:30:00.000Z';
const atMs = Date.parse(AT);

type ReminderLetter = Extract<Letter, { kind: 'reminder' }>;

function letter(title: string, more: Partial<ReminderLetter> = {}): ReminderLetter {
  const item = {
    taskId: nthId('task', 1),
    title,
    due: 'Sat, 21 Nov 2026, 14:00',
    list: 'Inbox',
    scheduledAt: AT,
    planned: 'Sat, 21 Nov 2026, 13:30',
    link: 'https://carillon.example/all?task=x',
  };
  return {
    kind: 'reminder',
    items: [item],
    more: 0,
    settingsLink: 'https://carillon.example/settings/reminders',
    unsubscribeLink: 'https://carillon.example/unsubscribe/x.y',
    ...more,
  };
}

describe('a mail', () => {
  it('NT20 says what, when, where and how late, in text and HTML, and how to stop it', () => {
    const { subject, text, html, headers } = renderEmail(letter('Call Ada'), atMs + 150_000);
    expect(subject).toBe('Reminder: Call Ada');
    for (const part of [
      'Call Ada',
      'Due Sat, 21 Nov 2026, 14:00',
      'In Inbox',
      'Rang Sat, 21 Nov 2026, 13:30, 2 min late',
    ]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    expect(headers).toMatchObject({
      'List-Unsubscribe': '<https://carillon.example/unsubscribe/x.y>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    });
    expect(renderEmail(letter('Call Ada'), atMs).text).not.toContain('late');
  });

  it('NT20 tells of many in one', () => {
    const { items } = letter('Call Ada');
    const { subject, text } = renderEmail(letter('', { items: [...items, ...items, ...items], more: 2 }), atMs);
    expect(subject).toBe('5 reminders rang');
    expect(text).toContain('And 2 more.');
  });

  it.each([
    ['ends a header', 'Ada\r\nBcc: everybody@example.com'],
    ['ends a header with other breaks', 'Ada\u2028Bcc: x\u0085Bcc: y\u0000'],
    ['turns text round', 'Ada\u202egnp.exe'],
    ['is HTML', '<img src=x onerror=alert(1)>"\' & </title><script>'],
  ])('B20 a title that %s is text', (_what, title) => {
    const { subject, text, html } = renderEmail(letter(title), atMs);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the point.
    expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
    expect(text).not.toMatch(/^Bcc/m);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<script');
    expect(html.match(/<title>/g)).toHaveLength(1);
    const reset = renderEmail({ kind: 'reset_password', name: title, link: 'https://x.example/', expiresAt: AT }, atMs);
    expect(reset.html).not.toContain('<img');
  });

  it('NT20 a long title does not make a long subject', () => {
    expect([...renderEmail(letter('ä'.repeat(500)), atMs).subject]).toHaveLength(120);
  });

  it('AM1 account mail carries its link and says what to do if it was not asked for', () => {
    for (const kind of ['verify_email', 'reset_password'] as const) {
      const link = 'https://carillon.example/x?token=secret&y=1';
      const { text, html, headers } = renderEmail({ kind, name: 'Ada', link, expiresAt: AT }, atMs);
      expect(text).toContain(link);
      expect(html).toContain('https://carillon.example/x?token=secret&amp;y=1');
      expect(text).toContain('Hello Ada,');
      expect(text).toMatch(/leave this mail alone/);
      expect(headers['List-Unsubscribe']).toBeUndefined();
    }
  });
});
