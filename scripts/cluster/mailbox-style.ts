/** The look of the mailbox: the app's colours, the system's letters. */
export const MAILBOX_STYLE = `
:root {
  color-scheme: light dark;
  --surface: light-dark(oklch(0.966 0.006 258), oklch(0.168 0.016 264));
  --raised: light-dark(oklch(1 0 0), oklch(0.242 0.02 264));
  --border: light-dark(oklch(0.88 0.012 260), oklch(0.34 0.02 264));
  --text: light-dark(oklch(0.262 0.034 264), oklch(0.93 0.009 258));
  --muted: light-dark(oklch(0.475 0.027 262), oklch(0.735 0.016 259));
  --accent: light-dark(oklch(0.495 0.096 73), oklch(0.822 0.107 85));
}
* { box-sizing: border-box }
body { margin: 0; background: var(--surface); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1rem; margin: 2rem 0 .5rem }
a { color: var(--accent); text-underline-offset: .2em }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px }
.muted { color: var(--muted); margin: 0 }
.empty { padding: 3rem 1rem; text-align: center; color: var(--muted) }
.mails { list-style: none; margin: 1.5rem 0 0; padding: 0; background: var(--raised); border: 1px solid var(--border); border-radius: 8px }
.mails li { padding: .75rem 1rem; display: grid; gap: .125rem }
.mails li + li { border-top: 1px solid var(--border) }
.mails a { font-weight: 600; color: var(--text) }
.mails .muted { font-size: .875rem; font-variant-numeric: tabular-nums }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 1rem 0; font-size: .875rem }
dt { color: var(--muted) }
dd { margin: 0 }
pre, iframe { width: 100%; margin: 0; padding: 1rem; border: 1px solid var(--border); border-radius: 8px; background: var(--raised) }
pre { white-space: pre-wrap; font: .875rem/1.5 ui-monospace, monospace }
iframe { height: 32rem; padding: 0; background: #fff; color-scheme: light }
summary { cursor: pointer }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr) } dd { margin-bottom: .5rem } }
`;
