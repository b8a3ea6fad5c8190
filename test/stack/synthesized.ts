import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { readOptions } from '../../lib/context.ts';
import { HeartbeatStack } from '../../lib/heartbeat-stack.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

const CDK_JSON = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));

/**
 * A stack as `cdk synth` makes it, without what takes most of its time and synth.test.ts tries: the bundles, and
 * CloudFormation's own checks.
 */
export function withStack<T>(
  context: Readonly<Record<string, string>>,
  use: (stack: HeartbeatStack) => T,
  services?: readonly ServiceEntry[],
): T {
  const options = readOptions(context);
  const outdir = mkdtempSync(join(tmpdir(), 'heartbeat-stack-'));
  try {
    const app = new App({
      outdir,
      context: { ...CDK_JSON.context, 'aws:cdk:bundling-stacks': [] },
      builtinCloudFormationValidation: false,
    });
    return use(new HeartbeatStack(app, `HeartbeatCentral-${options.stage}`, { options, services }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const templates = new Map<string, Template>();

/** The template of the stack with these options; made once. */
export function synthesized(context: Readonly<Record<string, string>> = {}): Template {
  const name = JSON.stringify(context);
  const template = templates.get(name) ?? withStack(context, (stack) => Template.fromStack(stack));
  templates.set(name, template);
  return template;
}

/** The resources of one type, by logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;

/** The one resource of a type with this name: its logical id is that and eight hexadecimal digits. */
export function resourceNamed(template: Template, type: string, name: string): [string, Resource] {
  const found = Object.entries(resourcesOf(template, type)).filter(
    ([id]) => id.replace(/[0-9A-F]{8}$/, '') === name,
  );
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type} are named ${name}`);
  return found[0]!;
}
