import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { AnswerText } from './answer-text.tsx';

const drawn = (text: string) => renderToStaticMarkup(<AnswerText text={text} isMarkdown />);

it.each(['\u202e', '&#x202e;', '\u2067', '&#8295;'])(
  'CW7 a mark that turns text around (%j) does not turn where a link leads',
  (mark) => {
    const html = drawn(`See ${mark}[${mark}click here](https://moc.knab.evil.example/a) ${mark}now`);
    expect(html).toContain('<bdi dir="ltr">moc.knab.evil.example</bdi>');
    expect(html).toMatch(/<a [^>]*><bdi>click here<\/bdi><\/a>/);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  },
);

it('CW7 what is written from right to left stays as it is', () => {
  expect(drawn('کل صبح\u200f۔ می\u200cخواهم')).toContain('کل صبح\u200f۔ می\u200cخواهم');
});
