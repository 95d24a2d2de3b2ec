// rrule 2.8.1 in Node gives its default export only, in bundlers and workerd named ones only: there is no import of 'rrule' that
// works in all three. Its one-file build has the same shape everywhere, but no types beside it; they are the package's own.
declare module 'rrule/dist/es5/rrule.js' {
  const rrule: typeof import('rrule');
  export default rrule;
}
