import { conversation } from './conversation.ts';
import { steps } from './steps.ts';
import { writeInstants } from './write-instants.ts';

/** Columns of GraphiQL's editor on a small laptop. */
const width = 60;

/** What GraphiQL opens with on the demo shop: each step that has GraphQL, with what to see in a comment above it, and a conversation. */
export function makeGraphiqlTabs(seededAt: Date): string[] {
  const queries = steps.flatMap((step) =>
    step.graphql === undefined ? [] : [{ ...step, query: step.graphql }],
  );
  const walk = queries.map(({ title, story, see, query }, position) =>
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
  return [...walk, ...makeConversationTabs()];
}

/** A conversation, one turn a tab. `$conversation` is filled in by the page, with what the tab before was answered. */
function makeConversationTabs(): string[] {
  return conversation.map(({ question, see, query }, position) =>
    [
      ...wrap(`A conversation, ${position + 1} of ${conversation.length}: ${question}`, '# ', '# '),
      '#',
      ...wrap(
        position === 0
          ? 'It comes as events, each of which takes the place of the one before; the last has the whole answer.'
          : 'Run the tabs in order: this page fills in $conversation, with the id that the tab before was answered. Elsewhere, send it yourself.',
        '# ',
        '# ',
      ),
      '#',
      '# See',
      ...see.flatMap((line) => wrap(line, '# - ', '#   ')),
      query,
      '',
    ].join('\n'),
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
