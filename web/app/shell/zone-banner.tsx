import { Globe } from 'lucide-react';
import { useState } from 'react';
import { deviceZone } from '../auth/device-defaults.ts';
import { useIsHydrated } from '../forms/use-is-hydrated.ts';
import { useChangeSettings } from '../routes/settings/use-change-settings.ts';
import { placeOf } from '../ui/format/due-sentence.ts';
import { Banner } from '../ui/parts/banner.tsx';
import { Button } from '../ui/parts/button.tsx';
import { useKeptZone } from './kept-zones.ts';
import { useWorkspace } from './workspace.tsx';
import styles from './zone-banner.module.css';
import { spanWords, zoneDifference } from './zone-difference.ts';

/** Asks somebody whose device is somewhere else than Carillon thinks which clock counts. */
export function ZoneBanner() {
  const { overview, nowMs } = useWorkspace();
  const { zone } = overview.settings;
  const isHydrated = useIsHydrated();
  const device = isHydrated ? deviceZone() : zone;
  const [isKept, keep] = useKeptZone(device, zone);
  const [isKeptNow, setKeptNow] = useState<string | null>(null);
  const change = useChangeSettings();
  const pair = `${device} ${zone}`;
  const difference = device === zone || isKept || isKeptNow === pair ? null : zoneDifference(device, zone, nowMs);
  if (difference === null) return null;
  const [here, there] = [placeOf(device), placeOf(zone)];
  return (
    <Banner
      icon={<Globe aria-hidden="true" />}
      action={
        <span className={styles.actions}>
          <Button
            size="small"
            onPress={() => change({ zone: device }, `The time zone is now ${device.replaceAll('_', ' ')}`)}
          >
            Use {here}
          </Button>
          <Button
            variant="quiet"
            size="small"
            onPress={() => {
              setKeptNow(pair);
              keep();
            }}
          >
            Keep {there}
          </Button>
        </span>
      }
    >
      Your device is in {here} time, Carillon uses {there}. {previewWords(difference.laterMinutes, here)}
    </Banner>
  );
}

/** What would move: the wall clock stays, so the moment goes the other way than the clocks. */
function previewWords(laterMinutes: number, here: string): string {
  const follow = 'Times without a zone of their own follow you';
  if (laterMinutes === 0) return `${follow}; today the two agree, and part when their clocks change.`;
  const when = laterMinutes < 0 ? 'later' : 'earlier';
  return `${follow}: 15:00 becomes 15:00 in ${here}, ${spanWords(laterMinutes)} ${when}.`;
}
