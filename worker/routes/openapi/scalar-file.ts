/**
 * Where the API page's script is: a file of our own, so that the page needs no other host. The version is in the name,
 * because browsers keep files in /assets for good; the build fails when it is not the installed one.
 */
export const SCALAR_VERSION = '1.72.1';
export const SCALAR_FILE = `assets/scalar-${SCALAR_VERSION}.js`;
