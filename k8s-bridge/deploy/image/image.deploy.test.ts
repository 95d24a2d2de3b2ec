import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLES } from '#bridge/roles/roles.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../../../scripts/cluster/run-program.ts';
import { ensureBuildah, ensurePodman } from '../../../scripts/judges/ensure-containers.ts';
import { type BuiltImage, sharedImage } from '../../test/image-stage.ts';

const MOST_BYTES = 150_000_000;
const InspectedSchema = z.tuple([
  z.looseObject({
    Size: z.int(),
    Digest: z.string(),
    Id: z.string(),
    Labels: z.record(z.string(), z.string()),
    Healthcheck: z.object({ Test: z.array(z.string()) }),
    Config: z.looseObject({ User: z.string(), Entrypoint: z.array(z.string()), Env: z.array(z.string()) }),
  }),
]);
const BillSchema = z.object({
  components: z.array(z.looseObject({ name: z.string(), purl: z.string(), hashes: z.array(z.unknown()).optional() })),
});
/** As `tar -tv` writes a line: rights, owner, size, date, time, name. */
const ENTRY = /^(?<rights>\S+) (?<owner>\S+) +\d+ \S+ \S+ (?<name>[^ ]+)/;
// An edge that is not there: the roles go on trying.
const NOWHERE = { CARILLON_URL: 'http://127.0.0.1:1111', CARILLON_TOKEN: 'nobody', TRANSPORT: 'memory' };

await describeNeeding('the image', [ensureBuildah, ensurePodman], () => {
  let image: BuiltImage;
  let folder = '';
  /** What is in it, by name without the slash in front. */
  const entries = new Map<string, { rights: string; owner: string }>();

  beforeAll(async () => {
    image = await sharedImage();
    folder = await mkdtemp(path.join(tmpdir(), 'carillon-image-'));
    const id = (await image.podman('create', '--pull=never', '--network', 'none', image.tag)).trim();
    const file = path.join(folder, 'root.tar');
    await image.podman('export', '--output', file, id);
    await image.podman('rm', id);
    for (const line of (await runProgram('tar', ['-tvf', file])).split('\n')) {
      const { rights = '', owner = '', name = '' } = ENTRY.exec(line)?.groups ?? {};
      if (name) entries.set(name, { rights, owner });
    }
    await runProgram('tar', ['-xf', file, '-C', folder, 'app']);
  });
  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  const inApp = (name: string) => readFile(path.join(folder, 'app', name), 'utf8');

  const inspect = async () => InspectedSchema.parse(JSON.parse(await image.podman('image', 'inspect', image.tag)))[0];

  test('IMG1 it is small, and has Node, what Node is linked with, and one file of ours: no shell, no package manager', async () => {
    const { Size } = await inspect();
    expect(Size).toBeLessThan(MOST_BYTES);
    const files = [...entries].filter(([, { rights }]) => !rights.startsWith('d')).map(([name]) => name);
    // What a container is given when it is made is not of the image.
    const own = files.filter((name) => !/^(dev|proc|sys|run)\/|^etc\/(hosts|hostname|resolv\.conf|mtab)$/.test(name));
    const programs = own.filter((name) => entries.get(name)?.rights.includes('x') && !/\.so(\.\d+)*$/.test(name));
    expect(programs.filter((name) => !name.startsWith('lib'))).toEqual(['usr/bin/node']);
    expect(own.filter((name) => name.startsWith('app/')).sort()).toEqual([
      'app/LICENSES.txt',
      'app/bridge.mjs',
      'app/sbom.cdx.json',
    ]);
    expect(own.filter((name) => !/^(app|lib|lib64|usr\/lib|usr\/bin\/node|etc)(\/|$)/.test(name))).toEqual([]);
  });

  test('IMG2 nothing in it changes whose rights a program has, and nobody but root may write to any of it', () => {
    const wrong = [...entries].filter(([name, { rights, owner }]) => {
      const isOurs = /^(app|lib|lib64|usr|etc)\//.test(name);
      return (
        /s/i.test(rights.slice(1)) ||
        (isOurs && owner !== '0/0' && owner !== 'root/root') ||
        (isOurs && rights[8] === 'w')
      );
    });
    expect(wrong).toEqual([]);
  });

  test('IMG3 as nobody, without rights, network or anything to write to, and with little memory, it starts, answers its probe and ends when asked', async () => {
    const name = `carillon-probe-${process.pid}`;
    const bridge = image.launcher({ name })({ ...NOWHERE, ROLES: 'mirror' });
    const { port } = await bridge.untilLogged('bridge.started');
    expect(port).toBe(8788);
    expect(await image.podman('exec', name, '/usr/bin/node', '/app/bridge.mjs', 'health')).toMatch(/^ok, \d/);
    const script = "require('fs').writeFileSync('/app/x', '')";
    await expect(image.podman('exec', name, '/usr/bin/node', '-e', script)).rejects.toThrow('EROFS');
    const who = await image.podman('exec', name, '/usr/bin/node', '-p', 'process.getuid()');
    expect(who.trim()).toBe('1000');
    bridge.signal('SIGTERM');
    expect(await bridge.ended).toBe(0);
    expect(bridge.lines.at(-1)).toMatchObject({ event: 'bridge.stopped' });
  });

  test('IMG4 its own HEALTHCHECK passes while it runs, and what asks nobody says so', async () => {
    const { Healthcheck } = await inspect();
    expect(Healthcheck.Test).toEqual(['CMD', '/usr/bin/node', '/app/bridge.mjs', 'health']);
    const lonely = image.launcher()({}, ['health']);
    expect(await lonely.ended).toBe(1);
    expect(lonely.errors()).toMatch(/^nobody answers as the bridge does on port 8788/);
    const nowhere = image.launcher()({ PORT: '0' }, ['health']);
    expect(await nowhere.ended).toBe(2);
    expect(nowhere.errors()).toMatch(/^PORT is 0/);
  });

  test('IMG5 all roles are in it, and a configuration that is wrong is refused in words', async () => {
    const help = image.launcher()({}, ['--help']);
    expect(await help.ended).toBe(0);
    for (const { name } of ROLES) expect(help.errors()).toMatch(new RegExp(`^Role ${name}: `, 'm'));
    const unknown = image.launcher()({ ...NOWHERE, ROLES: 'miror' });
    expect(await unknown.ended).toBe(2);
    expect(unknown.errors()).toMatch(/^ROLES names miror, which is none of .*\n$/);
    const all = image.launcher()({
      ...NOWHERE,
      ROLES: ROLES.map(({ name }) => name).join(','),
      DATABASE_URL: 'postgres://127.0.0.1:1111/archive',
      SMTP_URL: 'smtp://127.0.0.1:1111',
      SMTP_FROM: 'Carillon <reminders@carillon.example>',
      INGRESS_USERNAME: 'edge',
      INGRESS_PASSWORD: 'only-for-tests-only-for-tests',
    });
    expect(await all.untilLogged('bridge.started')).toMatchObject({ roles: ROLES.map(({ name }) => name) });
    all.signal('SIGTERM');
    expect(await all.ended).toBe(0);
  });

  test('IMG6 it says what it is and of which commit, and is started as nobody', async () => {
    const { Labels, Config } = await inspect();
    const { version, revision, created } = image.facts;
    expect(Labels).toMatchObject({
      'org.opencontainers.image.title': 'Carillon bridge',
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.revision': revision,
      'org.opencontainers.image.created': created,
    });
    expect(Config.User).toBe('1000:1000');
    expect(Config.Entrypoint.at(-1)).toBe('/app/bridge.mjs');
    expect(Config.Env.filter((line) => /SECRET|TOKEN|PASSWORD|KEY/.test(line))).toEqual([]);
  });

  test('IMG7 its bill of materials names every package in the bundle with its hash, Node, and the libraries; the licences are with it', async () => {
    // The bundler marks where each module of a package begins.
    const code = await inApp('bridge.mjs');
    const inside = [...code.matchAll(/^\s*\/\/ (?:\S*\/)?node_modules\/((?:@[^/]+\/)?[^/\s]+)\/\S+$/gm)];
    const packages = [...new Set(inside.map(([, name]) => name ?? ''))].sort();
    expect(packages).toContain('kafkajs');
    const { components } = BillSchema.parse(JSON.parse(await inApp('sbom.cdx.json')));
    const npm = components.filter(({ purl }) => purl.startsWith('pkg:npm/'));
    expect(packages.filter((name) => !npm.some((component) => component.name === name))).toEqual([]);
    expect(npm.filter(({ hashes }) => hashes?.length !== 1)).toEqual([]);
    const names = components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['node', 'libc6', 'libstdc++6', 'libgcc-s1']));
    const texts = await inApp('LICENSES.txt');
    for (const name of [...packages, 'libc6']) expect(texts, name).toContain(`${name} `);
  });

  test('IMG13 made once more of the same commit it has the same files, to the byte and the second', async () => {
    const again = `${image.tag}-again`;
    await image.build(again);
    const content = async (tag: string) =>
      (await image.podman('image', 'inspect', '--format', '{{.RootFS.Layers}}', tag)).trim();
    expect(await content(again)).toBe(await content(image.tag));
    await image.podman('untag', again);
  });
});
