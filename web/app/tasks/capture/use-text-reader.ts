import { useEffect, useState } from 'react';

export type TextReader = typeof import('./text-reader.ts');

let loading: Promise<TextReader> | null = null;

/** Loads what reads texts, once; tried again after a failure. */
export function loadTextReader(): Promise<TextReader> {
  loading ??= import('./text-reader.ts').catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** What reads texts; null until it is here, which is soon after the page. */
export function useTextReader(): TextReader | null {
  const [reader, setReader] = useState<TextReader | null>(null);
  useEffect(() => {
    let isGone = false;
    loadTextReader().then(
      (loaded) => isGone || setReader(loaded),
      // Without a network text stays text; the next page asks again.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, []);
  return reader;
}
