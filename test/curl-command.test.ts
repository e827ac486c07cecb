import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { curlCommand } from '../src/curl-command.ts';

it('reaches curl as it was meant, whatever the question holds', () => {
  const question = `it's "$HOME" \\ \`id\` é`;
  const command = curlCommand('http://127.0.0.1:4000', 'query', { question });
  const [url, , , , body] = execFileSync('sh', ['-c', command.replace('curl -s', `printf '%s\\n'`)], {
    encoding: 'utf8',
  }).split('\n');
  expect(url).toBe('http://127.0.0.1:4000/graphql');
  expect(JSON.parse(body!)).toEqual({ query: 'query', variables: { question } });
});
