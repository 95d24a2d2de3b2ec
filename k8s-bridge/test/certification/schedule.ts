import { seeded } from '../seeded.ts';

/** What is taken away in the middle of its work. Each role is a process of its own; with Dapr each has a sidecar. */
export const ROLES = ['mirror', 'notifier', 'archiver'] as const;
export type RoleName = (typeof ROLES)[number];
export type Target = RoleName | 'broker' | 'worker' | `daprd of ${RoleName}`;

export interface Fault {
  /** `kill` is SIGKILL and a start afterwards; `sleep` is SIGSTOP until another one has taken over, and then SIGCONT. */
  readonly kind: 'kill' | 'sleep';
  readonly target: Target;
  /** It happens as soon as more commands than these were answered. */
  readonly after: number;
  /** A notifier is killed as soon as so many more messages have left it. */
  readonly sends: number;
}

/** Everything that happens in one certification, as its seed says. */
export interface Schedule {
  readonly seed: number;
  readonly transport: 'kafka' | 'dapr';
  readonly commands: number;
  readonly faults: readonly Fault[];
}

export const SHORT = { commands: 210, rounds: 1 };
export const LONG = { commands: 1_020, rounds: 2 };

// The load does not begin with a fault, and goes on for a while after the last.
const [FIRST_SHARE, LAST_SHARE] = [0.05, 0.9];
const MAX_SENDS = 5;

/** Draws the faults of a seed: each part is met once per round, in an order and at places of the seed's choice. */
export function drawSchedule(seed: number, { commands, rounds }: typeof SHORT): Schedule {
  const random = seeded(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const transport = seed % 3 === 0 ? 'dapr' : 'kafka';
  const met = Array.from({ length: rounds }, (_, round) => shuffled(roundOf(seed + round, transport, below), below));
  const drawn = met.flat();
  const share = (commands * (LAST_SHARE - FIRST_SHARE)) / drawn.length;
  const faults = drawn.map((fault, n) => ({
    ...fault,
    // One in each share of the load, so that there is work between any two.
    after: Math.floor(commands * FIRST_SHARE + share * (n + random() * 0.9)),
    sends: 1 + below(MAX_SENDS),
  }));
  return { seed, transport, commands, faults };
}

type Drawn = Pick<Fault, 'kind' | 'target'>;

function roundOf(n: number, transport: Schedule['transport'], below: (limit: number) => number): Drawn[] {
  const killed: Target[] = ['notifier', 'archiver', 'broker', 'worker'];
  if (transport === 'dapr') killed.push(`daprd of ${ROLES[below(ROLES.length)] ?? 'mirror'}`);
  // Dapr cannot fence who slept, and says so: there a mirror is only killed.
  const isAsleep = transport === 'kafka' && n % 3 === 1;
  const mirror: Drawn = { kind: isAsleep ? 'sleep' : 'kill', target: 'mirror' };
  return [mirror, ...killed.map((target): Drawn => ({ kind: 'kill', target }))];
}

function shuffled<Item>(items: readonly Item[], below: (limit: number) => number): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(below(left.length), 1));
}

/** The schedule in words, as a failed certification prints it. */
export function describeSchedule({ seed, transport, commands, faults }: Schedule): string {
  const lines = faults.map(({ kind, target, after, sends }) => {
    const sent = target === 'notifier' ? `, ${sends} messages later` : '';
    return `  after ${String(after).padStart(4)} commands${sent}: ${kind === 'kill' ? 'kill -9' : 'sleep of'} ${target}`;
  });
  return [`seed ${seed}: ${commands} commands over ${transport}`, ...lines].join('\n');
}
