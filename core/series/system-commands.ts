/** What only the schedule asks for: a series whose next slot has come. */
export interface OccurOnSchedule {
  type: 'series.occur';
  seriesId: string;
}
