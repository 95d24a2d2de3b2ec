import path from 'node:path';
import { type RecordedBill, readRecordedBill } from '../../bench/scenarios/recorded-bill.ts';
import { project } from '../local/project.ts';
import { ASSUMED } from './assumptions.ts';
import { dayOf, idleMonth, monthOf } from './month-of.ts';
import { PEOPLE, type Person } from './people.ts';
import { billOf, carriedBy, deploymentsFor, fittingOneDatabase, priceOf, priceOn, together } from './price-of.ts';
import {
  MAX_DATABASE_GB,
  METER_NAMES,
  METERS,
  type MeterName,
  PLAN_USD,
  PRICE_PAGES,
  PRICES_AS_OF,
  type Usage,
} from './prices.ts';

export const COST_FILE = path.join(project.root, 'docs/cost.md');

const CROWDS = [1, 100, 1000, 10_000, 100_000];

/** docs/cost.md: what the edge costs a person a month, from the recorded bill. */
export async function costPage(): Promise<string> {
  return renderCost(await readRecordedBill());
}

export function renderCost(bill: RecordedBill): string {
  const people = PEOPLE.map((person) => ({ person, day: dayOf(person, bill), usage: monthOf(person, bill) }));
  const [alone, bridged] = [idleMonth(bill, false), idleMonth(bill, true)];
  const each = (cell: (one: (typeof people)[number]) => string) => people.map(cell);
  const names = each(({ person }) => person.name);
  const sections = [
    '# What the edge costs',
    [
      `A month of one more person costs ${people.map(({ person, usage }) => `**${usd(priceOf(usage))}** for a ${person.name} one`).join(', ')}, with nothing`,
      `free counted, at the prices of ${PRICES_AS_OF}. A deployment begins at ${usd(billOf(alone))} a month, Cloudflare’s plan, which brings so much`,
      `along that ${people.map(({ person, usage }) => `${count(carriedBy(usage, alone).people)} ${person.name} people`).join(', or ')} add nothing to it; with a bridge it begins at ${usd(billOf(bridged))}.`,
    ].join('\n'),
    `Made by \`node scripts/write-cost.ts\` from the bill that \`npm run bench -- bill --keep\` measured on ${bill.measured}; \`npm run check\` says\nwhen the two differ. The rows are exact. What people do is a guess, below; so is what the bill does not count, at the end.`,
    '## What a person does on a day',
    table(['', ...names], habits(people.map(({ person }) => person))),
    '## What that uses in a month',
    [
      `Each change and each ringing is a request, and each open window asks for its page anew; ${ASSUMED.daysPerMonth} days are a month. For the usual person:`,
      ...arithmetic(people.find(({ person }) => person.name === 'usual') ?? people[0]).map((line) => `- ${line}`),
    ].join('\n'),
    table(
      ['', ...names],
      METER_NAMES.map((name) => [METERS[name].title, ...each(({ usage }) => amount(usage[name]))]),
    ),
    '## What that costs',
    table(
      ['in US dollars a month', 'price', ...names],
      [
        ...METER_NAMES.map((name) => [
          METERS[name].title,
          price(name),
          ...each(({ usage }) => usd(priceOn(name, usage[name]))),
        ]),
        ['**together**', '', ...each(({ usage }) => `**${usd(priceOf(usage))}**`)],
      ],
    ),
    'Free whatever the number: files of the app (assets), pings of open windows, what a hub sends to them, traffic, and web push, which the makers of browsers carry.',
    '## What is included',
    `The plan is $${PLAN_USD} a month for the account. Of what it includes, a deployment without anybody uses some: the cron each minute, and with a bridge a question a second and two looks a minute at \`/metrics\`.`,
    table(
      ['', 'included', 'used when nobody is there', 'and a bridge is'],
      METER_NAMES.map((name) => [
        METERS[name].title,
        amount(METERS[name].included),
        amount(alone[name]),
        amount(bridged[name]),
      ]),
    ),
    table(
      ['', ...names],
      [
        [
          'the plan carries, without bridge and backups',
          ...each(({ usage }) => `${count(carriedBy(usage, alone).people)} people`),
        ],
        ['what is used up first', ...each(({ usage }) => METERS[carriedBy(usage, alone).first].title)],
        [
          `a database of ${MAX_DATABASE_GB} GB holds`,
          ...each(({ usage }) => `${count(fittingOneDatabase(usage))} people`),
        ],
      ],
    ),
    `An edge has one database, and D1 ends at ${MAX_DATABASE_GB} GB: the next people take a deployment of their own, with a cron and a bridge of its own. On the bill of a month, plan and bridges included, and on how many deployments:`,
    table(
      ['people', ...names],
      CROWDS.map((crowd) => [count(crowd), ...each(({ usage }) => crowdCell(crowd, usage, bridged))]),
    ),
    'The free plan of Cloudflare is for trying it out: it allows a request 10 ms of CPU, and hashing a password takes 50.',
    '## What each number rests on',
    [
      `- **Rows, and requests of objects**: measured, by action and by size of the account. An account of a usual person is taken as one of ${count(1000)} open tasks.`,
      '- **Requests**: counted in a browser. A window that opens asks for its document, its socket and its data; a change is one request, and one more of each window that shows it; typing asks for nothing.',
      '- **How often somebody does something**: a guess, in `scripts/cost/people.ts`. Change it and write the page anew.',
      `- **Prices**: ${Object.entries(PRICE_PAGES)
        .map(([name, page]) => `[${name}](${page})`)
        .join(
          ', ',
        )}, in ${PRICES_AS_OF}, before tax. They are in \`scripts/cost/prices.ts\`; look at the pages before you count on them.`,
      `- **Storage**: ${count(bill.stored.perTask)} bytes a task and ${count(bill.stored.perEvent)} bytes an event, indexes and all, measured. Counted are the account, what is added in ${ASSUMED.storedMonths} months (tasks that are done stay), and ${ASSUMED.eventDays} days of events, ${ASSUMED.eventsPerChange} a change as in the simulation.`,
      `- **CPU**: ${ASSUMED.cpuMsPerRequest} ms a request, assumed, as it can only be measured on the platform.`,
      `- **Time of objects**: ${ASSUMED.objectMsPerRequest} ms awake a request, assumed, at ${ASSUMED.objectGb} GB. A hub with open windows sleeps, and what sleeps is not paid for.`,
      `- **Behind a change**: ${ASSUMED.objectRequestsBehindChange} requests of objects, as if no two changes shared the bell or a minute of the cron; they do.`,
      `- **Numbers for /metrics**: a call and ${ASSUMED.objectRowsPerTally} rows for each ${ASSUMED.requestsPerTally} requests, assumed. A busy isolate makes one in ten seconds, whatever it answers; a lonely request makes one of its own. \`METRICS = "off"\` saves it.`,
      `- **Log lines**: ${ASSUMED.logLinesPerRequest} a request, assumed. \`head_sampling_rate\` in \`wrangler.toml\` saves most of them.`,
      `- **Backups**, where \`BACKUP_KEY\` is set: ${ASSUMED.backupsKept} of them, each a third of the database, and ${ASSUMED.rowsPerTask} rows a task read each night, assumed.`,
    ].join('\n'),
    'Not in it: the cluster with Kafka and PostgreSQL ([operations](operations.md)), mail, a domain, and a model for the chat, which is off unless you set one up and then costs what its maker asks; for such a turn the edge itself pays no more than for one without.',
  ];
  return `${sections.join('\n\n')}\n`;
}

function habits(people: readonly Person[]): string[][] {
  const row = (title: string, of: (person: Person) => number) => [title, ...people.map((each) => count(of(each)))];
  const names = (kind: 'changes' | 'questions') => [...new Set(people.flatMap((each) => Object.keys(each[kind])))];
  return [
    row('open tasks', ({ tasks }) => Number(tasks)),
    row('opens the app', ({ openings }) => openings),
    row('windows open at once', ({ windows }) => windows),
    row('looks at another page', ({ looks }) => looks),
    ...names('changes').map((name) => row(name, ({ changes }) => changes[name] ?? 0)),
    ...names('questions').map((name) => row(name, ({ questions }) => questions[name] ?? 0)),
    row('reminders ring', ({ rings }) => rings),
  ];
}

/** The way from a day to two numbers of the month, so that it can be followed. */
function arithmetic(one: { person: Person; day: ReturnType<typeof dayOf>; usage: Usage } | undefined): string[] {
  if (!one) return [];
  const { person, day, usage } = one;
  const questions = Object.values(person.questions).reduce((total, each) => total + each, 0);
  const own = day.changes - person.rings;
  const refreshed = day.changes * person.windows;
  const shown = person.rings * person.windows;
  return [
    `requests: ${count(own)} changes + ${count(questions)} questions + ${1 + ASSUMED.pagesPerOpening} × ${person.openings} openings (document, socket, data) + ${person.looks} looks + ${count(refreshed)} pages asked for anew (${count(own)} changes and ${person.rings} ringings in ${person.windows} windows) + ${shown} ringings shown = ${count(day.requests)} a day, × ${ASSUMED.daysPerMonth} = ${amount(usage.requests)}`,
    `rows written: each of these times what the bill says of it = ${count(Math.round(day.rowsWritten))} a day, × ${ASSUMED.daysPerMonth} = ${amount(usage.rowsWritten)}, × $${METERS.rowsWritten.usd} a million = ${usd(priceOn('rowsWritten', usage.rowsWritten))}`,
  ];
}

function crowdCell(crowd: number, usage: Usage, idle: Usage): string {
  return `${usd(billOf(together(crowd, usage, idle)))} on ${count(deploymentsFor(crowd, usage))}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(header),
    `|---|${header
      .slice(1)
      .map(() => '--:|')
      .join('')}`,
    ...rows.map(line),
  ].join('\n');
}

function price(name: MeterName): string {
  const { usd: dollars, per } = METERS[name];
  return per === 1 ? `$${dollars} each` : `$${dollars} a million`;
}

/** Never rounded to nothing. */
function usd(dollars: number): string {
  if (dollars >= 1) return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  if (dollars >= 0.1) return `$${dollars.toFixed(2)}`;
  return dollars < 0.0001 ? '< $0.0001' : `$${Number(dollars.toPrecision(2))}`;
}

function amount(units: number): string {
  if (units === 0) return '0';
  if (units >= 1e9) return `${trimmed(units / 1e9)} billion`;
  if (units >= 1e6) return `${trimmed(units / 1e6)} million`;
  if (units >= 10) return count(Math.round(units));
  return String(Number(units.toPrecision(2)));
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function count(units: number): string {
  return units.toLocaleString('en', { maximumFractionDigits: 1 });
}
