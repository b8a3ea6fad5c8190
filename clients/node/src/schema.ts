import type { components } from './api-schema.ts';

type Schemas = components['schemas'];

/** The fields of a schema of the API. */
export type Schema<Name extends keyof Schemas> = Schemas[Name];
