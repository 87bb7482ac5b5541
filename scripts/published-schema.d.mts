export function publishedSchema(schema: object): string
