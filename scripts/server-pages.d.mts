export function serverPages(servers: readonly object[]): Promise<ReadonlyMap<string, string>>
