export function findingPages(findings: readonly object[]): Promise<ReadonlyMap<string, string>>
