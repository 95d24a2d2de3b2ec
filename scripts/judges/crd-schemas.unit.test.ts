import { expect, test } from 'vitest';
import { crdSchemas } from './crd-schemas.ts';

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  spec: {
    group: 'bells.example',
    names: { kind: 'TowerBell' },
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['tone'],
                properties: {
                  tone: { type: 'string', nullable: true },
                  weight: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
                  labels: { type: 'object', additionalProperties: { type: 'string' } },
                  anything: { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true },
                  ropes: { type: 'array', items: { type: 'object', properties: { metres: { type: 'number' } } } },
                },
              },
            },
          },
        },
      },
    ],
  },
};

test('DEP3 a definition becomes the schema that kubeconform looks for, closed wherever the API server would be', () => {
  const schemas = crdSchemas(definition);
  expect([...schemas.keys()]).toEqual(['bells.example/towerbell_v1.json']);
  expect(schemas.get('bells.example/towerbell_v1.json')).toMatchObject({
    additionalProperties: false,
    properties: {
      metadata: { type: 'object' },
      spec: {
        additionalProperties: false,
        required: ['tone'],
        properties: {
          tone: { type: ['string', 'null'] },
          weight: { type: ['integer', 'string'] },
          labels: { additionalProperties: { type: 'string' } },
          ropes: { items: { additionalProperties: false } },
        },
      },
    },
  });
  expect(JSON.stringify(schemas.get('bells.example/towerbell_v1.json'))).toContain(
    '"anything":{"type":"object","properties":{},"x-kubernetes-preserve-unknown-fields":true}',
  );
});
