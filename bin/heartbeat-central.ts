import { existsSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { OptionsError, readOptions } from '../lib/context.ts';
import { HeartbeatStack } from '../lib/heartbeat-stack.ts';
import { readServices, ServicesFileError } from '../lib/services-file.ts';

/** One stack for one stage; its account and region are those of the CLI, if it has any. */
function main(): void {
  // As `npm start` does, so that env:NAME means the same key in both homes.
  if (existsSync('.env')) process.loadEnvFile('.env');
  const app = new App();
  const options = readOptions(app.node.getAllContext());
  const services = readServices(options.servicesFile, process.env);
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  new HeartbeatStack(app, `HeartbeatCentral-${options.stage}`, {
    options,
    services,
    ...(account && region && { env: { account, region } }),
  });
}

try {
  main();
} catch (error) {
  // What somebody wrote wrong is told in sentences; a stack trace is for our own mistakes.
  if (!(error instanceof OptionsError || error instanceof ServicesFileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
