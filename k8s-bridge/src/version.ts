import manifest from '../../package.json' with { type: 'json' };

/** Of the whole project: edge and bridge are released together. */
export const version: string = manifest.version;
