const MAKERS: readonly [ending: string, maker: string][] = [
  ['googleapis.com', 'Google'],
  ['mozilla.com', 'Mozilla'],
  ['apple.com', 'Apple'],
  ['windows.com', 'Microsoft'],
];

/** Whose push service carries the messages of a device, as people know it; its host where nobody does. */
export function pushServiceName(host: string): string {
  return MAKERS.find(([ending]) => host === ending || host.endsWith(`.${ending}`))?.[1] ?? host;
}
