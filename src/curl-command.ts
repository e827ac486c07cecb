/** The shell command that sends a question to a gateway. */
export function curlCommand(
  url: string,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
): string {
  const body = JSON.stringify(variables === undefined ? { query } : { query, variables });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -d ${quoteForShell(body)}`;
}

export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
