import * as z from 'zod';
import { text } from './setting-kinds.ts';

/** Where everything is kept. */
export const DATA_VARIABLES = {
  DATA_DIR: text.default('./data'),
  STORE: z.enum(['sqlite', 'dynamodb'], 'must be sqlite or dynamodb').default('sqlite'),
};
