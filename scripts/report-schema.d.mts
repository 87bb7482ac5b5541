export function reportSchemaText(schema: object): string
