/** Values `first`, `first + step` … `last`; a single value has `first` equal to `last`. */
export interface EvenGroup {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/**
 * Splits sorted values, in order, into groups of three or more that lie evenly apart, and into single values.
 * With `onlyStep` a group must have that step.
 */
export function evenGroups(values: readonly number[], onlyStep?: number): EvenGroup[] {
  const groups: EvenGroup[] = [];
  for (let start = 0; start < values.length;) {
    const first = values[start] ?? 0;
    const step = (values[start + 1] ?? 0) - first;
    let end = start + 1;
    while (values[end] === first + step * (end - start)) end += 1;
    const isGroup = end - start >= 3 && (onlyStep === undefined || step === onlyStep);
    groups.push(isGroup ? { first, last: values[end - 1] ?? first, step } : { first, last: first, step: 1 });
    start = isGroup ? end : start + 1;
  }
  return groups;
}
