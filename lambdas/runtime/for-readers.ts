import { compressed } from './compressed.ts';
import { type Middleware, noStore, notModified, unsniffed } from './middleware.ts';

/** What is done to the answers of functions that are read from. */
export const forReaders = (): Middleware[] => [noStore(), unsniffed(), compressed(), notModified()];
