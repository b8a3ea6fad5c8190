import type { DeployedTemplate } from './deployed-template.ts';

/** What a function asks of AWS. */
export interface Asked {
  /** As policies name it: `dynamodb:UpdateItem`. */
  readonly action: string;
  readonly resource: string;
  /** The partition keys that a command on the table names. */
  readonly leadingKeys?: readonly string[];
  /** The encryption context of a command to KMS. */
  readonly sealedFor?: string | undefined;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const listed = <T>(value: T | readonly T[]): readonly T[] =>
  (Array.isArray(value) ? value : [value]) as readonly T[];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A pattern of IAM, in which `*` stands for anything. */
const fits = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's').test(text);

function conditionHolds(
  condition: NonNullable<Statement['Condition']>,
  { leadingKeys = [], sealedFor }: Asked,
): boolean {
  return Object.entries(condition).every(([operator, tests]) =>
    Object.entries(tests).every(([name, patterns]) => {
      const isLike = (text: string): boolean => listed(patterns).some((pattern) => fits(pattern, text));
      if (`${operator} ${name}` === 'ForAllValues:StringLike dynamodb:LeadingKeys') {
        return leadingKeys.every(isLike);
      }
      if (`${operator} ${name}` === 'StringLike kms:EncryptionContext:for') {
        return sealedFor !== undefined && isLike(sealedFor);
      }
      return false;
    }),
  );
}

/** What the template's policies allow each function. A Deny, or a condition nobody knows here, allows nothing. */
export class FunctionRights {
  private readonly statements = new Map<string, readonly Statement[]>();

  constructor(template: DeployedTemplate) {
    const policies = template.ofType('AWS::IAM::Policy');
    for (const [id, { Role }] of template.ofType('AWS::Lambda::Function')) {
      const role = template.text(Role).replace(/\.Arn$/, '');
      const own = policies.filter(([, { Roles }]) => (template.resolve(Roles) as string[]).includes(role));
      const statements = own.flatMap(
        ([, { PolicyDocument }]) =>
          (template.resolve(PolicyDocument) as { Statement: Statement[] }).Statement,
      );
      this.statements.set(id, statements);
    }
  }

  allows(functionId: string, asked: Asked): boolean {
    return (this.statements.get(functionId) ?? []).some(
      ({ Effect, Action, Resource, Condition }) =>
        Effect === 'Allow' &&
        listed(Action).some((action) => fits(action, asked.action)) &&
        listed(Resource).some((resource) => fits(resource, asked.resource)) &&
        (Condition === undefined || conditionHolds(Condition, asked)),
    );
  }
}
