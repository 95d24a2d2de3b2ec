import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from './local/ensure-chromium.ts';
import { findChromium } from './local/find-chromium.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

/**
 * Draws every PNG of the mark from `favicon.svg`: run it again when the mark changes, and commit what it writes. Phones
 * cut a maskable icon to a shape of theirs and keep only its middle (a circle of 80 %), so that one has more room.
 */
const INK = '#171d2b';
const BRASS = '#e5b95f';
const PAPER = '#e9ecf2';

const ICONS = [
  { file: 'icons/icon-192.png', size: 192, mark: 0.62, radius: 0.22 },
  { file: 'icons/icon-512.png', size: 512, mark: 0.62, radius: 0.22 },
  { file: 'icons/maskable-192.png', size: 192, mark: 0.5, radius: 0 },
  { file: 'icons/maskable-512.png', size: 512, mark: 0.5, radius: 0 },
  // It rounds the corners itself, and paints transparent ones black.
  { file: 'icons/apple-touch-icon.png', size: 180, mark: 0.58, radius: 0 },
] as const;

const out = path.join(project.root, 'web/public');

/** The three strokes, without the colours a browser tab needs. */
async function readMark(): Promise<string> {
  const svg = await readFile(path.join(out, 'favicon.svg'), 'utf8');
  return [...svg.matchAll(/<path [^>]*>/g)].map(([stroke]) => stroke).join('');
}

function markSvg(strokes: string, sizePx: number, strokeWidth = 1.5): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="${sizePx}" height="${sizePx}"><g fill="none" stroke="${BRASS}"
    stroke-width="${strokeWidth}" stroke-linecap="round" stroke-linejoin="round">${strokes}</g></svg>`;
}

function documentOf(body: string, css: string): string {
  return `<!doctype html><style>*{margin:0;box-sizing:border-box}main{display:grid;${css}}</style><main>${body}</main>`;
}

function iconPage(strokes: string, { size, mark, radius }: (typeof ICONS)[number]): string {
  const css = `place-items:center;width:${size}px;height:${size}px;background:${INK};border-radius:${size * radius}px`;
  return documentOf(markSvg(strokes, size * mark), css);
}

async function socialPage(strokes: string): Promise<string> {
  const files = path.join(project.root, 'node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2');
  const font = (await readFile(files)).toString('base64');
  const css = `grid-template:1fr auto/1fr;width:1200px;height:630px;padding:80px 88px;background:${INK};color:${PAPER};
    font-family:Inter;overflow:hidden;position:relative}
    @font-face{font-family:Inter;src:url(data:font/woff2;base64,${font});font-weight:100 900}
    h1{font-size:96px;font-weight:640;letter-spacing:-.042em;line-height:1.02;max-width:9.5em}
    p{font-size:34px;color:#a9b1c2}
    .name{display:flex;align-items:center;gap:22px;font-size:40px;font-weight:620;letter-spacing:-.02em;color:${PAPER}}
    .great{position:absolute;right:-20px;bottom:-40px;opacity:.55`;
  const body = `<h1>A task manager that keeps time.</h1><p class="name">${markSvg(strokes, 52)}Carillon</p><div class="great">${markSvg(strokes, 520, 0.32)}</div>`;
  return documentOf(body, css);
}

async function draw(page: Page, html: string, file: string, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const png = await page.screenshot({ omitBackground: true, type: 'png' });
  await mkdir(path.dirname(path.join(out, file)), { recursive: true });
  await writeFile(path.join(out, file), png);
  console.log(`${file} (${png.length} bytes)`);
}

const missing = await ensureChromium();
const executablePath = findChromium();
if (missing || !executablePath) throw new PlainError(missing ?? 'Chromium is missing.');
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath,
  args: ['--disable-gpu', '--force-color-profile=srgb', ...sandbox],
});
try {
  const page = await browser.newPage();
  const strokes = await readMark();
  for (const icon of ICONS)
    await draw(page, iconPage(strokes, icon), icon.file, { width: icon.size, height: icon.size });
  await draw(page, await socialPage(strokes), 'social-card.png', { width: 1200, height: 630 });
} finally {
  await browser.close();
}
