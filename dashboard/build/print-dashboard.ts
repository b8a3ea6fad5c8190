// Prints the built dashboard as JSON: the stack, which is made in one go, cannot wait for it otherwise.
import { buildDashboard } from './build-dashboard.ts';

process.stdout.write(JSON.stringify(await buildDashboard()));
