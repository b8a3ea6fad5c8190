import { invalidKey, noRight } from '../../http/error-answers.ts';
import { error } from '../../http/error-schema.ts';

export const WRITERS_ONLY = {
  401: invalidKey('No valid key was given, or the daemon was registered with another writer key'),
  403: noRight('The key neither registers nor sends'),
};
export const READERS_ONLY = {
  401: invalidKey('No valid key was given'),
  403: noRight('The key is one that only sends'),
};
export const UNKNOWN = { 404: error('It is not registered, or was forgotten', 'Daemon not registered') };
