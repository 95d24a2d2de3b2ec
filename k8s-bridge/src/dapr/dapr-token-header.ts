/** As Dapr names it in both directions. */
export const DAPR_TOKEN_HEADER = 'dapr-api-token';
