import { describe, expect, test } from 'vitest';
import css from './tokens.css?raw';

type Theme = 'light' | 'dark';

/** The relative luminance of a token (WCAG 2.2), from its OKLCH value in one theme. */
function luminance(token: string, theme: Theme): number {
  const value = new RegExp(`--${token}: ([^;]+);`).exec(css)?.[1] ?? '';
  const colours = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const [, l, c, h] = (theme === 'dark' ? colours[1] : undefined) ?? colours[0] ?? [];
  if (l === undefined) throw new Error(`no colour in --${token}`);
  return luminanceOfOklch(Number(l), Number(c), (Number(h) * Math.PI) / 180);
}

function luminanceOfOklch(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (channel: number) => Math.min(1, Math.max(0, channel));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: Theme): number {
  const [bright = 0, dark = 0] = [luminance(one, theme), luminance(other, theme)].toSorted((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}

const surfaces = ['surface-sunken', 'surface', 'surface-raised'];
const texts = ['text', 'text-muted', 'text-faint', 'accent-text', 'danger', 'due-soon'];
const controls = ['border-control', 'focus', 'accent-edge', 'done', 'bell'];
const priorities = ['none', 'low', 'medium', 'high', 'urgent'].map((name) => `priority-${name}`);

describe.each<Theme>(['light', 'dark'])('contrast, %s', (theme) => {
  test.each(texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)))(
    'text %s on %s',
    (text, surface) => {
      expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each([
    ['on-accent', 'accent'],
    ['on-accent', 'accent-hover'],
    ['on-accent', 'accent-pressed'],
    ['on-danger', 'danger-solid'],
    ['on-danger', 'danger-solid-hover'],
    ['text-inverse', 'surface-inverse'],
    ['danger', 'danger-soft'],
    ['due-soon', 'due-soon-soft'],
    ['text', 'diff-added'],
    ['text', 'diff-removed'],
  ])('text %s on %s', (text, fill) => {
    expect(contrast(text, fill, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...controls, ...priorities].flatMap((mark) => surfaces.map((surface) => [mark, surface] as const)))(
    'control %s on %s',
    (mark, surface) => {
      expect(contrast(mark, surface, theme)).toBeGreaterThanOrEqual(3);
    },
  );

  test('the check on a completed task', () => {
    expect(contrast('on-done', 'done', theme)).toBeGreaterThanOrEqual(3);
  });
});
