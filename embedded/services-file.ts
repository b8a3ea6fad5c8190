import { readFileSync } from 'node:fs';
import { parseServicesFile } from '../contracts/services/services-file.ts';
import { applyServices, type ServicesApplied } from '../lambdas/runtime/apply-services.ts';
import type { Services } from '../lambdas/runtime/services.ts';
import { SettingsError } from './settings.ts';

export interface ServicesLoaded extends ServicesApplied {
  /** False where the file is not there: then the API alone says which services exist. */
  readonly found: boolean;
}
