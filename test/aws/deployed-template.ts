/** A resource of a CloudFormation template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

type Intrinsic = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Intrinsic =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A template as CloudFormation would deploy it: what one resource says of another is replaced by what that one is
 * here. Nothing is guessed: a resource that was not made here stands for itself under its logical id.
 */
export class DeployedTemplate {
  private readonly template: Template;
  private readonly refs = new Map<string, string>();
  private readonly attributes = new Map<string, string>();

  constructor(template: Template) {
    this.template = template;
    this.refs
      .set('AWS::Partition', 'aws')
      .set('AWS::Region', 'us-east-1')
      .set('AWS::AccountId', '000000000000');
  }

  /** The resources of a type, by logical id. */
  ofType(type: string): [id: string, properties: Intrinsic][] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, { Properties = {} }]) => [id, Properties]);
  }

  /** What `{ Ref: id }` and `{ Fn::GetAtt: [id, name] }` are from now on. */
  made(id: string, ref: string, attributes: Readonly<Record<string, string>> = {}): void {
    this.refs.set(id, ref);
    for (const [name, value] of Object.entries(attributes)) this.attributes.set(`${id}.${name}`, value);
  }

  /** The value with every intrinsic function in it carried out. */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (!isRecord(value)) return value;
    if ('Ref' in value) return this.refs.get(String(value.Ref)) ?? String(value.Ref);
    if ('Fn::GetAtt' in value) {
      const path = (value['Fn::GetAtt'] as string[]).join('.');
      return this.attributes.get(path) ?? path;
    }
    if ('Fn::Join' in value) {
      const [glue, parts] = this.resolve(value['Fn::Join']) as [string, string[]];
      return parts.join(glue);
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.resolve(one)]));
  }

  text(value: unknown): string {
    const resolved = this.resolve(value);
    if (typeof resolved !== 'string') throw new Error(`No text in the template: ${JSON.stringify(value)}`);
    return resolved;
  }
}
