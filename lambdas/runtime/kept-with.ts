/**
 * What is made of something, once for each variant of it: kept for as long as that something is held, and shared by all
 * who ask meanwhile.
 */
export function keptWith<Source extends object, Made>() {
  const kept = new WeakMap<Source, Map<string, Made>>();
  return (source: Source, variant: string, make: () => Made): Made => {
    const variants = kept.get(source) ?? new Map<string, Made>();
    kept.set(source, variants);
    const made = variants.get(variant) ?? make();
    variants.set(variant, made);
    return made;
  };
}
