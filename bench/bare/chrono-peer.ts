// What somebody would take who writes no grammar of their own, as a script for a page.
export { casual } from 'chrono-node/en';
