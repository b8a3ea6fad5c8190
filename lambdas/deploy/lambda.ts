import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { composeDeploy } from '../on-aws/compose-deploy.ts';
import { required } from '../on-aws/environment.ts';
import { createDeployHandler } from './handler.ts';

/** The stack puts it beside the code: the services file with hashes in place of keys. */
const file = join(required(process.env, 'LAMBDA_TASK_ROOT'), 'services.json');

const services: readonly ServiceEntry[] | undefined = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : undefined;

export const handler = createDeployHandler(composeDeploy(process.env, services));
