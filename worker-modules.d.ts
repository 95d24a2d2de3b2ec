/** What the build puts in place of `import.meta.env` in the Worker; `vite/client` would bring the DOM with it. */
interface ImportMeta {
  readonly env: { readonly MODE: 'development' | 'production' | 'test'; readonly DEV: boolean; readonly PROD: boolean };
}
