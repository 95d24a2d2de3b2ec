import { expect, test } from 'vitest';
import { billOfMaterials } from './bill-of-materials.ts';
import { linkedFiles } from './runtime-files.ts';

const integrity = `sha512-${Buffer.from([1, 2, 255]).toString('base64')}`;
const lockfile = {
  version: '0.1.0',
  packages: {
    'node_modules/@bells/rope': { version: '1.0.0', integrity, license: 'MIT' },
    'node_modules/tower/node_modules/rope': { version: '2.0.0', integrity },
  },
};
const rest = {
  node: '24.0.0',
  debian: [{ name: 'libc6', version: '2.36-9+deb12u1' }],
  architecture: 'x64',
  at: '2026-11-21T00:00:00Z',
};

test('IMG7 a bill of materials names each package by its own name, with the hash it was installed by', () => {
  expect(billOfMaterials({ ...rest, lockfile, bundled: Object.keys(lockfile.packages) })).toMatchObject({
    bomFormat: 'CycloneDX',
    components: [
      {
        name: '@bells/rope',
        purl: 'pkg:npm/%40bells/rope@1.0.0',
        hashes: [{ alg: 'SHA-512', content: '0102ff' }],
        licenses: [{ license: { id: 'MIT' } }],
      },
      { name: 'rope', version: '2.0.0' },
      { name: 'node', version: '24.0.0' },
      { name: 'libc6', purl: 'pkg:deb/debian/libc6@2.36-9%2Bdeb12u1?arch=amd64&distro=debian' },
    ],
  });
});

test('IMG7 what is in the bundle and not in the lockfile stops the image', () => {
  const stranger = () => billOfMaterials({ ...rest, lockfile, bundled: ['node_modules/stranger'] });
  expect(stranger).toThrow('node_modules/stranger is in the bundle and not in the lockfile');
});

test('IMG1 the libraries are those that the loader finds, with the loader itself', () => {
  const said = [
    '\tlinux-vdso.so.1 (0x00007f14106ef000)',
    '\tlibdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f14106d8000)',
    '\t/lib64/ld-linux-x86-64.so.2 (0x00007f14106f1000)',
  ];
  expect(linkedFiles(said.join('\n'))).toEqual(['/lib/x86_64-linux-gnu/libdl.so.2', '/lib64/ld-linux-x86-64.so.2']);
});
