/** A condition of DynamoDB, with the names and values that it speaks of. */
export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

function joined(conditions: readonly Condition[], word: 'AND' | 'OR'): Condition {
  return {
    expression: conditions.map(({ expression }) => expression).join(` ${word} `),
    names: Object.assign({}, ...conditions.map(({ names }) => names)),
    values: Object.assign({}, ...conditions.map(({ values }) => values)),
  };
}

/** Where all of them hold; one that is undefined asks for nothing. */
export const all = (...conditions: readonly (Condition | undefined)[]): Condition =>
  joined(
    conditions.filter((condition) => condition !== undefined),
    'AND',
  );

/** Where one of them holds. */
export function either(...conditions: readonly Condition[]): Condition {
  const any = joined(conditions, 'OR');
  return { ...any, expression: `(${any.expression})` };
}

/** No item stands under this key. */
export const ABSENT: Condition = { expression: 'attribute_not_exists(pk)' };
export const PRESENT: Condition = { expression: 'attribute_exists(pk)' };

/** The item's time is over, though DynamoDB has not removed it yet. */
export const gone = (nowSeconds: number): Condition => ({
  expression: '#ttl <= :now',
  names: { '#ttl': 'ttl' },
  values: { ':now': nowSeconds },
});
