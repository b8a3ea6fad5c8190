import type { Template } from 'aws-cdk-lib/assertions';
import { resourceNamed, resourcesOf } from './synthesized.ts';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const LEADING = 'dynamodb:LeadingKeys';

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

export const actionsOf = ({ Action }: Statement): readonly string[] => listOf(Action);
export const resourceNamesOf = ({ Resource }: Statement): readonly string[] =>
  listOf(Resource).map((resource) => JSON.stringify(resource));

/** The patterns of partitions that a statement is limited to; undefined where it is not. */
export const partitionsOf = ({ Condition }: Statement): readonly string[] | undefined =>
  Condition?.['ForAllValues:StringLike']?.[LEADING] as readonly string[] | undefined;

/** Everything that a function's role allows. */
export function statementsOf(template: Template, functionName: string): readonly Statement[] {
  const [, { Properties }] = resourceNamed(template, 'AWS::Lambda::Function', functionName);
  const role = JSON.stringify(Properties.Role).match(/"Fn::GetAtt":\["(\w+)"/)?.[1];
  const policies = Object.values(resourcesOf(template, 'AWS::IAM::Policy')).filter(({ Properties: policy }) =>
    JSON.stringify(policy.Roles).includes(`"${role}"`),
  );
  return policies.flatMap(
    ({ Properties: policy }) => (policy.PolicyDocument as { Statement: Statement[] }).Statement,
  );
}

const matches = (pattern: string, text: string): boolean =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;

/** Whether a role may do this to the items of a partition of the table. */
export const mayTouch = (statements: readonly Statement[], action: string, partition: string): boolean =>
  statements.some(
    (statement) =>
      actionsOf(statement).includes(`dynamodb:${action}`) &&
      partitionsOf(statement)?.some((pattern) => matches(pattern, partition)),
  );

/** What a role may do, by partition of the table. */
export function tableRights(statements: readonly Statement[]): Record<string, string> {
  const rights = new Map<string, Set<string>>();
  for (const statement of statements) {
    const actions = actionsOf(statement).filter((action) => action.startsWith('dynamodb:'));
    if (actions.length === 0) continue;
    for (const partition of partitionsOf(statement) ?? ['the index']) {
      const known = rights.get(partition) ?? new Set();
      for (const action of actions) known.add(action.slice('dynamodb:'.length));
      rights.set(partition, known);
    }
  }
  return Object.fromEntries(
    [...rights].map(([partition, actions]) => [partition, [...actions].sort().join(' ')]),
  );
}
