import { describe, expect, it } from 'vitest';
import { type Example, readExample } from '#web/app/routes/guide/read-example.ts';
import { headingId, textOf } from '#web/app/ui/markdown/heading-id.ts';
import { headingsOf, parseMarkdown } from '#web/app/ui/markdown/parse-markdown.ts';
import { type ChapterFile, chapterFiles } from './chapters.ts';
import { interfaceWords } from './interface-words.ts';
import { proveOutage } from './prove-outage.ts';
import { proveReminder } from './prove-reminder.ts';
import { proveRepeat } from './prove-repeat.ts';
import { proveSeries } from './prove-series.ts';
import { proveSettings } from './prove-settings.ts';
import { proveSnooze } from './prove-snooze.ts';
import { proveZones } from './prove-zones.ts';
import { writeExample } from './write-example.ts';

/** By the word behind `example` at the head of a block. Each answers the example as Carillon has it. */
const PROOFS: Record<string, (example: Example) => Example> = {
  repeat: proveRepeat,
  series: proveSeries,
  reminder: proveReminder,
  zones: proveZones,
  snooze: proveSnooze,
  outage: proveOutage,
  settings: proveSettings,
};

const files = await chapterFiles();

interface Block {
  kind: string;
  text: string;
}

function blocksOf({ text }: ChapterFile): Block[] {
  return parseMarkdown(text).children.flatMap((node) => {
    return node.type === 'code' ? [{ kind: `${node.lang} ${node.meta}`, text: node.value }] : [];
  });
}

describe.each(files)('the guide: $name', (file) => {
  it.each(blocksOf(file))('GD1 what example %# says is so ($kind)', ({ kind, text }) => {
    const proof = PROOFS[kind.replace(/^example /, '')];
    if (proof === undefined) throw new Error(`no block of the guide is “${kind}”`);
    expect(writeExample(proof(readExample(text)))).toBe(text);
  });

  it('GD2 every heading can be linked to, and every link leads somewhere', () => {
    const anchors = new Map(files.map((each) => [each.name, headingsOf(parseMarkdown(each.text)).map(headingId)]));
    const own = anchors.get(file.name) ?? [];
    expect(own).toEqual([...new Set(own)]);
    const links = [...file.text.matchAll(/\]\((?<target>[^)]+)\)/g)].map(({ groups }) => groups?.target ?? '');
    for (const link of links) {
      const [name = '', anchor] = link.split('#');
      const known = anchors.get(name === '' ? file.name : name);
      expect(known, link).toBeDefined();
      if (anchor !== undefined) expect(known, link).toContain(anchor);
    }
  });

  it('GD6 what it calls by name in bold is called so in the app', async () => {
    const names = [...file.text.matchAll(/\*\*(?<name>[^*]+)\*\*/g)].map(({ groups }) => groups?.name ?? '');
    const words = await interfaceWords();
    expect(names.filter((name) => !words.includes(`\n${name}\n`))).toEqual([]);
  });

  it('GD3 dates stand in examples only, where they are looked at', () => {
    const prose = file.text.replaceAll(/```[\s\S]*?```/g, '');
    expect(prose.match(/\b\d{4}-\d\d-\d\d\b|\b(?:19|20|21)\d\d\b/g) ?? []).toEqual([]);
  });
});

it('GD2 the questions that people ask have an answer', () => {
  const questions = files.flatMap(({ text }) => headingsOf(parseMarkdown(text)).map((heading) => textOf(heading)));
  for (const word of ['31st', 'clock', '29 February', 'travel', 'miss', 'every!', 'early', 'skip', 'pause', 'stop']) {
    expect(
      questions.some((question) => question.toLowerCase().includes(word.toLowerCase())),
      word,
    ).toBe(true);
  }
  for (const word of ['only this one', 'quiet', 'snooze', 'itself', 'late', 'was down', 'phone', 'undo']) {
    expect(
      questions.some((question) => question.toLowerCase().includes(word.toLowerCase())),
      word,
    ).toBe(true);
  }
});
