type Method = (...args: never[]) => unknown;

/** The same object, but `before` happens first whenever `method` is called; it may reject in its place. */
export function meanwhile<T extends object>(
  target: T,
  method: keyof T & string,
  then: (call: number) => unknown,
): T {
  let calls = 0;
  return overriding(target, (name, act) =>
    name === method
      ? async () => {
          calls += 1;
          await then(calls);
          return act();
        }
      : act,
  );
}

/** The same object, and how often each of its methods was called. */
export function counted<T extends object>(
  target: T,
): { readonly object: T; readonly calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const object = overriding(target, (name, act) => () => {
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return act();
  });
  return { object, calls };
}

/** The same object, each of whose calls happens as `around` lets it. */
export function overriding<T extends object>(
  target: T,
  around: (method: string, act: () => unknown) => () => unknown,
): T {
  return new Proxy(target, {
    get: (object, name) => {
      const member = Reflect.get(object, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...args: never[]) => around(String(name), () => (member as Method).apply(object, args))();
    },
  });
}
