/** The migration this code was written for. A test compares it with the folder. */
export const NEWEST_MIGRATION = '0016_phrase_settings.sql';
