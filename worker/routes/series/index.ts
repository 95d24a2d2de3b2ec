import { getSeries } from './get-series.ts';
import { listOccurrences } from './list-occurrences.ts';
import { listProjected } from './list-projected.ts';
import { listSeries } from './list-series.ts';
import { makeOccurrence } from './make-occurrence.ts';
import { pauseSeries } from './pause-series.ts';
import { resumeSeries } from './resume-series.ts';
import { skipOccurrence } from './skip-occurrence.ts';
import { startSeries } from './start-series.ts';
import { stopSeries } from './stop-series.ts';
import { updateSeries } from './update-series.ts';

export const seriesEndpoints = [
  startSeries,
  stopSeries,
  listSeries,
  getSeries,
  updateSeries,
  pauseSeries,
  resumeSeries,
  skipOccurrence,
  listOccurrences,
  makeOccurrence,
  listProjected,
];
