/** The environment of a function, as the stack sets it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable that the stack should have set */
export function required(env: Environment, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`The environment of this function lacks ${name}`);
  return value;
}
