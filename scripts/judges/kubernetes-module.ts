const STAGED = /^\s*(?<module>k8s\.io\/[a-z0-9-]+) => \.\/staging\//gm;

/**
 * A module around Kubernetes: its own programs cannot be installed by their path, because its `go.mod` takes its parts
 * from folders beside it. Each part is published as well, under the number of the same release.
 *
 * @param goMod that of the release, as published
 * @param version without its `v`, such as 1.36.3
 */
export function kubernetesModule(goMod: string, version: string): string {
  const go = /^go (?<version>\S+)/m.exec(goMod)?.groups?.version ?? '';
  const parts = [...goMod.matchAll(STAGED)].flatMap(({ groups }) => groups?.module ?? []);
  return [
    'module carillon/judges',
    `go ${go}`,
    `require k8s.io/kubernetes v${version}`,
    ...parts.map((part) => `replace ${part} => ${part} v0${version.slice(1)}`),
    '',
  ].join('\n');
}
