import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeWeb } from '../on-aws/compose-web.ts';
import { required } from '../on-aws/environment.ts';
import { withViewerAddress } from '../on-aws/viewer-address.ts';
import type { DashboardFiles } from './dashboard/dashboard-files.ts';
import { createWebHandler } from './handler.ts';

/** The stack puts it beside the code. */
const file = join(required(process.env, 'LAMBDA_TASK_ROOT'), 'dashboard.json');

let dashboard: Promise<DashboardFiles> | undefined;

const loadDashboard = (): Promise<DashboardFiles> => {
  dashboard ??= readFile(file, 'utf8').then((text) => JSON.parse(text) as DashboardFiles);
  return dashboard;
};

export const handler = withViewerAddress(
  process.env,
  createWebHandler(composeWeb(process.env), loadDashboard),
);
