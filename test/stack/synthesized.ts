import { readFileSync } from 'node:fs';
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

const FLAGS = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')).context;

/** A stack as `cdk synth` makes it, with the flags of cdk.json, but without the bundles, which take seconds. */
export function makeStack(
  context: Readonly<Record<string, string>> = {},
  services?: readonly ServiceEntry[],
): HeartbeatStack {
  const app = new App({ context: { ...FLAGS, 'aws:cdk:bundling-stacks': [] } });
  const options = readOptions(context);
  return new HeartbeatStack(app, `HeartbeatCentral-${options.stage}`, { options, services });
}

const templates = new Map<string, Template>();

/** The template of the stack with these options; made once. */
export function synthesized(context: Readonly<Record<string, string>> = {}): Template {
  const name = JSON.stringify(context);
  const known = templates.get(name);
  if (known) return known;
  const template = Template.fromStack(makeStack(context));
  templates.set(name, template);
  return template;
}

/** The resources of one type, by logical id. */
export const resourcesOf = (template: Template, type: string): Record<string, Resource> =>
  template.findResources(type) as Record<string, Resource>;

/** The one resource of a type whose logical id begins so. */
export function resourceNamed(template: Template, type: string, beginning: string): [string, Resource] {
  const found = Object.entries(resourcesOf(template, type)).filter(([id]) => id.startsWith(beginning));
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type} begin with ${beginning}`);
  return found[0]!;
}
