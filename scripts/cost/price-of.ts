import { MAX_DATABASE_GB, METER_NAMES, METERS, type MeterName, PLAN_USD, type Usage } from './prices.ts';

/** What a usage costs with nothing of it included, in US dollars: the price of one more of the same. */
export function priceOf(usage: Usage): number {
  return METER_NAMES.reduce((total, name) => total + priceOn(name, usage[name]), 0);
}

/** What is on the bill of a month: the plan, and what goes beyond what it includes. */
export function billOf(usage: Usage): number {
  return METER_NAMES.reduce((total, name) => {
    return total + priceOn(name, Math.max(0, usage[name] - METERS[name].included));
  }, PLAN_USD);
}

/** How many of the same the plan carries before anything is added to it, and what is used up first. Backups are a choice. */
export function carriedBy(each: Usage, idle: Usage): { readonly people: number; readonly first: MeterName } {
  const room = METER_NAMES.filter((name) => name !== 'backupGb').map((name) => ({
    first: name,
    people: Math.max(0, Math.floor((METERS[name].included - idle[name]) / each[name])),
  }));
  return room.reduce((least, next) => (next.people < least.people ? next : least));
}

/** `people` of the same, and what is used anyway by each of the deployments that they need, on one account. */
export function together(people: number, each: Usage, idle: Usage): Usage {
  const deployments = deploymentsFor(people, each);
  const entries = METER_NAMES.map((name) => [name, deployments * idle[name] + people * each[name]] as const);
  return Object.fromEntries(entries) as Record<MeterName, number>;
}

/** How many of the same have room in the database of one deployment. */
export function fittingOneDatabase({ databaseGb }: Usage): number {
  return Math.floor(MAX_DATABASE_GB / databaseGb);
}

export function deploymentsFor(people: number, each: Usage): number {
  return Math.max(1, Math.ceil(people / fittingOneDatabase(each)));
}

export function priceOn(name: MeterName, units: number): number {
  return (units / METERS[name].per) * METERS[name].usd;
}
