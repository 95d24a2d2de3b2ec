import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensurePrometheus, findPrometheus } from '../../../scripts/judges/ensure-prometheus.ts';
import { project } from '../../../scripts/local/project.ts';
import { DASHBOARDS } from '../../../scripts/monitoring/dashboards/dashboards.ts';
import { RULE_FILES, RULE_TESTS, readRules, readTestNames } from '../../test/monitoring/alert-rules.ts';
import { monitoredNames } from '../../test/monitoring/monitored-names.ts';

const run = promisify(execFile);
const rules = (await Promise.all(RULE_FILES.map(readRules))).flat();
const alerts = rules.filter(({ alert }) => alert !== undefined);
const tests = (await Promise.all(RULE_TESTS.map(readTestNames))).flat();

await describeNeeding('rules, before the judge', [ensurePrometheus], () => {
  test('OB20 promtool takes every rule, and each alert fires when it must and not when it must not', async () => {
    const promtool = findPrometheus('promtool');
    const { stdout } = await run(promtool, ['check', 'rules', ...RULE_FILES]);
    expect(stdout).not.toContain('FAILED');
    await run(promtool, ['test', 'rules', ...RULE_TESTS], { maxBuffer: 16 * 1024 * 1024 });
  }, 600_000);
});

describe('rules', () => {
  test('OB21 every alert is shown to fire and to keep quiet, says how urgent it is, and leads to a runbook that is there', () => {
    expect(alerts.length).toBeGreaterThan(20);
    for (const { alert = '', labels, annotations } of alerts) {
      expect(['page', 'ticket'], alert).toContain(labels.severity);
      expect(annotations.summary, alert).toBeTruthy();
      const runbook = path.join(project.root, annotations.runbook_url ?? '');
      expect(existsSync(runbook), `${alert}: ${runbook}`).toBe(true);
      for (const what of ['fires', 'does not'])
        expect(
          tests.filter((name) => name.startsWith(`${alert} ${what}: `)),
          `${alert} ${what}`,
        ).not.toEqual([]);
    }
  });

  test('OB21 a runbook belongs to one alert', () => {
    const byRunbook = Map.groupBy(alerts, ({ annotations }) => annotations.runbook_url);
    for (const [runbook, of] of byRunbook) expect(new Set(of.map(({ alert }) => alert)).size, runbook).toBe(1);
  });
});

describe('names', () => {
  const METRIC = /\b(?:carillon|nodejs|process|kafka|pg|dapr|container|up)[_:]\w[\w:]*/g;
  const namesIn = (expr: string) => expr.replaceAll(/\{[^}]*\}|"[^"]*"|\bby \([^)]*\)/g, '').match(METRIC) ?? [];

  test('OB22 every query of every panel and every rule names what is really exported', async () => {
    const known = await monitoredNames();
    const queries = [
      ...rules.map(({ record, alert, expr }) => [record ?? alert ?? '', expr] as const),
      ...DASHBOARDS.flatMap(({ id, rows }) =>
        rows.flatMap(({ panels }) =>
          panels.flatMap(({ title, queries: of }) => of.map(({ expr }) => [`${id}: ${title}`, expr] as const)),
        ),
      ),
    ];
    for (const [where, expr] of queries) {
      const names = namesIn(expr);
      if (!expr.includes('up{')) expect(names, `${where}: ${expr}`).not.toEqual([]);
      expect(
        names.filter((name) => !known.has(name)),
        where,
      ).toEqual([]);
    }
  });
});
