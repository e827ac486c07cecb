import { steps } from './steps.ts';
import { writeInstants } from './write-instants.ts';

/** Columns of GraphiQL's editor on a small laptop. */
const width = 60;

/** What GraphiQL opens with on the demo shop: each step that has GraphQL, with what to see in a comment above it. */
export function makeGraphiqlTabs(seededAt: Date): string[] {
  const queries = steps.flatMap((step) =>
    step.graphql === undefined ? [] : [{ ...step, query: step.graphql }],
  );
  return queries.map(({ title, story, see, query }, position) =>
    writeInstants(
      [
        `# ${position + 1} of ${queries.length}: ${title}`,
        '#',
        ...wrap(story, '# ', '# '),
        '#',
        '# See',
        ...see.flatMap((line) => wrap(line, '# - ', '#   ')),
        query,
        '',
      ].join('\n'),
      seededAt,
    ),
  );
}

function wrap(text: string, first: string, next: string): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.length + word.length > width && line !== first && line !== next) {
      lines.push(line.trimEnd());
      line = next;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
