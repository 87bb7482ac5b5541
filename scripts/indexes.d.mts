export function indexTexts(): Promise<ReadonlyMap<string, string>>
export function pretty(path: string, text: string): Promise<string>
