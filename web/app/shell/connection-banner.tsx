import { CloudOff, LogIn, MoonStar, RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Banner } from '../ui/parts/banner.tsx';
import { Button } from '../ui/parts/button.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { formatClock } from './format-clock.ts';
import { useWorkspace } from './workspace.tsx';

/** One quiet line while the connection is gone: what is kept, and what cannot be done meanwhile. */
export function ConnectionBanner() {
  const { live, knownSinceMs, overview } = useWorkspace();
  const wasDown = useRef(false);
  const [isBack, setBack] = useState(false);
  useEffect(() => {
    if (knownSinceMs !== null) {
      wasDown.current = true;
      setBack(false);
    } else if (wasDown.current && live === 'live') {
      wasDown.current = false;
      setBack(true);
    }
  }, [knownSinceMs, live]);

  if (knownSinceMs === null) {
    return (
      <VisuallyHidden>
        <span role="status">{isBack ? 'You are back online. Everything is up to date.' : ''}</span>
      </VisuallyHidden>
    );
  }
  const { locale, zone } = overview.settings;
  const time = formatClock(knownSinceMs, { locale, zone });
  if (live === 'refused') {
    return (
      <Banner
        tone="warning"
        icon={<LogIn aria-hidden="true" />}
        action={
          <a className="link" href="/sign-in">
            Sign in
          </a>
        }
      >
        You have been signed out. This page shows what was known at {time}.
      </Banner>
    );
  }
  if (live === 'outdated') {
    return (
      <Banner
        icon={<RefreshCw aria-hidden="true" />}
        action={
          <Button size="small" onPress={() => window.location.reload()}>
            Load it
          </Button>
        }
      >
        There is a new version of Carillon. What you change is still saved; this page shows what was known at {time}.
      </Banner>
    );
  }
  if (live === 'resting') {
    return (
      <Banner icon={<MoonStar aria-hidden="true" />}>
        This window rests, because many are open. It goes on when you come back to it; it shows what was known at {time}
        .
      </Banner>
    );
  }
  if (live === 'offline') {
    return (
      <Banner icon={<CloudOff aria-hidden="true" />}>
        You are offline. Changes cannot be saved until you are back; this page shows what was known at {time}.
      </Banner>
    );
  }
  return (
    <Banner icon={<RefreshCw aria-hidden="true" />}>
      The connection is lost; trying again by itself. This page shows what was known at {time}.
    </Banner>
  );
}
