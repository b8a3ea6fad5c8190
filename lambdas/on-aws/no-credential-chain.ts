/**
 * What bundles hold in place of the SDK's search for credentials (lib/bundling.ts): a function has them in its
 * environment, where client-options.ts finds them, and nowhere else.
 */
export const defaultProvider = () => async (): Promise<never> => {
  throw new Error('This client was given no credentials, and a function looks for none');
};
