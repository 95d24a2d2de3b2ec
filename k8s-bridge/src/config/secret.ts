import { readFile } from 'node:fs/promises';

/**
 * Something that must not be shown. One that lies in a file is read again at every use, so that a rotated one works
 * without a restart; it prints as `[secret]` wherever it slips into a text.
 */
export class Secret {
  readonly #read: () => Promise<string>;

  constructor(read: () => Promise<string>) {
    this.#read = read;
  }

  static of(value: string): Secret {
    return new Secret(async () => value);
  }

  /** @param path of a file that holds it; space around it does not count, as editors end a file with a new line */
  static inFile(path: string): Secret {
    return new Secret(async () => (await readFile(path, 'utf8')).trim());
  }

  /** @throws when its file cannot be read */
  read(): Promise<string> {
    return this.#read();
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
