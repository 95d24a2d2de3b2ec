import { expect, it } from 'vitest';
import { createTurnStops } from './turn-stops.ts';

function newStops() {
  let now = 0;
  const waits: (() => void)[] = [];
  const stops = createTurnStops(
    () => now,
    () => new Promise<void>((resolve) => waits.push(resolve)),
  );
  const pass = (ms: number) => {
    now += ms;
  };
  const endWaits = () => {
    for (const end of waits.splice(0)) end();
  };
  return { stops, pass, endWaits };
}

it('CH17 a stop reaches who waits for it, and who asks a moment later; nobody else', async () => {
  const { stops, endWaits } = newStops();
  const [one, other] = [stops.until('a'), stops.until('b')];
  stops.stop('a');
  expect(await one).toBe(true);
  endWaits();
  expect(await other).toBe(false);
  stops.stop('c');
  expect(await stops.until('c')).toBe(true);
  const again = stops.until('c');
  endWaits();
  expect(await again).toBe(false);
});

it('CH17 a stop that nobody ever waited for is forgotten', async () => {
  const { stops, pass, endWaits } = newStops();
  stops.stop('a');
  pass(61_000);
  stops.stop('b');
  const late = stops.until('a');
  endWaits();
  expect(await late).toBe(false);
});
