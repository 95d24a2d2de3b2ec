import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../../docs/guide');

export interface ChapterFile {
  /** `repeats.md` */
  name: string;
  text: string;
}

/** The files of docs/guide, as they stand. */
export async function chapterFiles(): Promise<ChapterFile[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md')).sort();
  return await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(path.join(FOLDER, name), 'utf8') })),
  );
}
