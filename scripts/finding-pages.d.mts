export function findingPages(
  findings: readonly object[],
  servers: readonly object[],
): Promise<ReadonlyMap<string, string>>
