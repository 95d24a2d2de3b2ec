/** Notes of the demo's tasks: Markdown, as people write it. */
export const demoNotes = {
  welcome: [
    'This account is yours alone, and it is thrown away after 30 days. Try anything:',
    '',
    '- open a second window beside this one, and watch every change arrive',
    '- complete something, then **undo** it from the toast',
    '- look at *Activity* to see who changed what',
    '- make an API token in the settings and do the same with `curl`',
  ].join('\n'),
  launch: [
    '## Before we press the button',
    '',
    '1. copy and prices are final',
    '2. the shops have the release note',
    '3. somebody who did not build it has clicked through everything',
    '',
    '> “Nobody reads the catalogue. Everybody reads the cover.” (Mira)',
    '',
    'Plan: <https://example.com/autumn-plan>',
  ].join('\n'),
  interview: [
    'Ask about:',
    '',
    '- the migration he led',
    '- how he says no',
    '- what he would change in his first month',
  ].join('\n'),
  audit: [
    'Open points:',
    '',
    '- contrast of the `Sale` badge',
    '- focus order in the size table',
    '- captions for the film',
  ].join('\n'),
  table: 'Ask for the upstairs room. If they are full: *Cervejaria Liberdade*.',
  tax: ['Still missing:', '', '- [x] salary statement', '- [ ] donation receipts', '- [ ] the bank’s summary'].join(
    '\n',
  ),
  plumber: 'Invoice 2291, with 2 % off when paid within a week.',
  book: 'Recommended by Jonas. Chapter 3, *“Think slow, act fast”*, is the one to start with.',
} as const;
