/**
 * The last stage of a Dockerfile alone, for a builder that is given what its earlier stages would make.
 *
 * @throws Error when there is no stage
 */
export function finalStage(dockerfile: string): string {
  const start = [...dockerfile.matchAll(/^FROM /gm)].at(-1)?.index;
  if (start === undefined) throw new Error('a Dockerfile has a stage');
  return dockerfile.slice(start);
}
