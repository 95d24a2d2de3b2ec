let zones: readonly string[] | null = null;

/** Every zone this runtime knows; asked once, since the list is long. */
export function timeZones(): readonly string[] {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return zones;
}
