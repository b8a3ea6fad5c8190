import { wrongBody } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';

export const WRONG_BODY = wrongBody('expected_interval', 'must be a whole number from 1 to 31,536,000');
export const UNKNOWN = { 404: error('There is no such application', 'Unknown application') };
