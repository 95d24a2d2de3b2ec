import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

describe('passwords', () => {
  it('ACC8 a password is stored as scrypt with its cost and a salt of its own, and verifies', async () => {
    const [first, second] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(first).toMatch(/^scrypt\$16384\$16\$1\$[\w+/]{22}==\$[\w+/]{86}==$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword({ hash: first, password: 'correct horse' })).toBe(true);
    expect(await verifyPassword({ hash: first, password: 'correct horsf' })).toBe(false);
    expect(await verifyPassword({ hash: first, password: '' })).toBe(false);
  });

  it('ACC8 what looks the same is the same, however it was typed', async () => {
    const hash = await hashPassword('caf\u00e9 \u212bngstr\u00f6m');
    expect(await verifyPassword({ hash, password: 'cafe\u0301 \u00c5ngstro\u0308m' })).toBe(true);
  });

  it('ACC8 a hash of another cost still verifies, and garbage is refused without an error', async () => {
    const [, , , , salt = '', key = ''] = (await hashPassword('x')).split('$');
    expect(await verifyPassword({ hash: `scrypt$1024$8$1$${salt}$${key}`, password: 'x' })).toBe(false);
    for (const hash of ['', 'scrypt', 'scrypt$1$2$3$4$5$6', `${salt}:${key}`]) {
      expect(await verifyPassword({ hash, password: 'x' })).toBe(false);
    }
  });

  it('ACC8 a hash costs some tens of milliseconds: native, and neither free nor a second', async () => {
    const startMs = performance.now();
    for (let round = 0; round < 4; round += 1) await hashPassword('correct horse');
    const eachMs = (performance.now() - startMs) / 4;
    // Pure JavaScript takes over a second; a busy machine may take a few times the 50 ms of an idle one.
    expect(eachMs).toBeGreaterThan(10);
    expect(eachMs).toBeLessThan(600);
  });
});
