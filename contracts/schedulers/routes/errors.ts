import { invalidKey, noRight } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';

export const NOT_ITS_KEY = invalidKey('No valid key was given, or not the one that it was registered with');
export const NO_RIGHT = noRight('The key is not that of a writer or admin');
export const UNKNOWN = error('There is no such scheduler', 'Scheduler not registered');
