// The JSON Schema of the report as it is published: what the model says, with its name.

/** The text of docs/report.schema.json, from the model's ReportSchema. */
export function reportSchemaText(schema) {
  const published = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'ftps-doctor/report/1',
    ...schema,
  }
  return `${JSON.stringify(published, null, 2)}\n`
}
