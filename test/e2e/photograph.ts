import path from 'node:path';
import { project } from '../../scripts/local/project.ts';
import type { Device } from './device.ts';

const MAX_NAME_CHARACTERS = 100;

/** Keeps what the windows of a test show, in `.cache/e2e/`, under its title. A window that is gone has nothing to show. */
export async function photograph(title: string, devices: readonly Device[]): Promise<void> {
  const name = fileNameOf(title);
  const pictures = devices.map(({ page }, index) =>
    page.screenshot({ path: path.join(project.root, '.cache/e2e', `${name}-${index + 1}.png`) }),
  );
  await Promise.allSettled(pictures);
}

/** A test's title as the beginning of a file's name. */
export function fileNameOf(title: string): string {
  return title.replaceAll(/\W+/g, '-').slice(0, MAX_NAME_CHARACTERS);
}
