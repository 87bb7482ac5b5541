const secrets = new Set<string>()

/** Remembers what must not appear in a message of a crash. Reports are kept clean by the engine's redactor. */
export function keepSecret(secret: string): void {
  if (secret !== '') for (const form of formsOf(secret)) secrets.add(form)
}

/** The text without any secret, also where it was quoted or encoded. */
export function scrubbed(text: string): string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length)
  return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
}

function formsOf(secret: string): string[] {
  const quoted = JSON.stringify(secret).slice(1, -1)
  const encoded = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  return [secret, quoted, encoded, encodeURIComponent(secret.replace(/\p{Cs}/gu, '?'))]
}
