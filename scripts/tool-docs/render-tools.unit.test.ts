import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { TOOLS } from '#core/tools/registry.ts';
import { project } from '../local/project.ts';
import { renderTools } from './render-tools.ts';

it('TL19 the reference has every tool with every field of its input, and is the one that is committed', async () => {
  const text = renderTools();
  for (const { name, input } of TOOLS) {
    const section = text.slice(text.indexOf(`\n## ${name}\n`)).split('\n## ')[1] ?? '';
    for (const field of Object.keys(input.shape)) expect(section, name).toContain(`\`${field}\``);
  }
  expect(await readFile(path.join(project.root, 'docs/tools.md'), 'utf8')).toBe(text);
});
