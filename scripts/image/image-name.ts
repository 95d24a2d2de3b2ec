/** What `npm run image` calls the image unless told otherwise; `values-local.yaml` has the same. */
export const IMAGE_NAME = 'carillon-bridge';
