/**
 * Does the work for each, at most `most` at once, and all of it that was begun before it answers. After a failure
 * nothing further is begun.
 */
export async function inParallel<T, R>(
  inputs: readonly T[],
  most: number,
  work: (input: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < inputs.length && failures.length === 0) {
      const i = next++;
      try {
        results[i] = await work(inputs[i]!);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, inputs.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
