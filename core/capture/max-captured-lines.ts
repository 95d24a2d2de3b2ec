/** As many tasks as one text makes. */
export const MAX_CAPTURED_LINES = 100;
