import { THEME_STORAGE_KEY } from './theme.ts';

/**
 * Runs inline in `<head>`, before anything is painted, so that no frame shows the wrong theme. Without an override it
 * does nothing: the tokens follow the device by themselves. A constant, so that a Content-Security-Policy can allow
 * it by its hash. `<html>` needs `suppressHydrationWarning`, since the script has changed it before React arrives.
 */
export const themeScript = `try{var t=localStorage.getItem(${JSON.stringify(THEME_STORAGE_KEY)});if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;
