import { expect, test } from 'vitest';
import { kubernetesModule } from './kubernetes-module.ts';

const published = `module k8s.io/kubernetes

go 1.26.0

require k8s.io/api v0.0.0

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/component-base => ./staging/src/k8s.io/component-base
)
`;

test('DEP4 each part that a release takes from a folder beside it is taken from where that release is published', () => {
  expect(kubernetesModule(published, '1.36.3')).toBe(
    [
      'module carillon/judges',
      'go 1.26.0',
      'require k8s.io/kubernetes v1.36.3',
      'replace k8s.io/api => k8s.io/api v0.36.3',
      'replace k8s.io/component-base => k8s.io/component-base v0.36.3',
      '',
    ].join('\n'),
  );
});
