/** A document that carries it begins a trace with each request. */
export const TRACES_META = 'carillon-traces';
