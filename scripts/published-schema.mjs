// The JSON Schemas as they are published: what the model says, with the name that the JSON bears.

/** The text of docs/<what>.schema.json, from a schema of the model whose `schema` names it. */
export function publishedSchema(schema) {
  const published = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: schema.properties.schema.const,
    ...schema,
  }
  return `${JSON.stringify(published, null, 2)}\n`
}
