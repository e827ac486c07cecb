import { expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { readConfigurations } from '../../src/evaluation/configuration.ts';

it.each([
  ['words', {}, [{ name: 'words', options: { mode: 'LEXICAL' } }]],
  [
    'meaning, hybrid',
    {},
    [
      { name: 'meaning', options: { mode: 'SEMANTIC' } },
      { name: 'hybrid', options: { mode: 'HYBRID' } },
    ],
  ],
  [
    'hybrid:unavailable=show:interpret=off',
    {},
    [
      {
        name: 'hybrid:interpret=off:unavailable=show',
        options: { mode: 'HYBRID', interpret: false, unavailable: 'SHOW' },
      },
    ],
  ],
  ['hybrid:interpret=on:unavailable=last', {}, [{ name: 'hybrid', options: { mode: 'HYBRID' } }]],
  [
    'words,words:interpret=on',
    { interpret: 'off' },
    [
      { name: 'words:interpret=off', options: { mode: 'LEXICAL', interpret: false } },
      { name: 'words', options: { mode: 'LEXICAL' } },
    ],
  ],
])('reads %j, with %j for all', (text, given, expected) => {
  expect(readConfigurations('--config', text, given)).toEqual(expected);
});

it.each([
  [
    '',
    '--config: found the configuration ""; expected words, meaning or hybrid, with modifiers such as hybrid:interpret=off.',
  ],
  ['words,', '--config: found the configuration ""'],
  ['constructor', '--config: found the configuration "constructor"'],
  [
    'hybrid:mode=x',
    '--config: found the modifier "mode"; expected interpret or unavailable, written as interpret=on|off or unavailable=last|hide|show.',
  ],
  ['hybrid:', '--config: found the modifier ""'],
  ['hybrid:interpret', '--config: found interpret=; expected on or off.'],
  ['hybrid:unavailable=never', '--config: found unavailable=never; expected last, hide or show.'],
  [
    'hybrid:interpret=on:interpret=on',
    '--config: found interpret twice in "hybrid:interpret=on:interpret=on"; give it once.',
  ],
  ['words,words:interpret=on', '--config: found "words" twice; expected different configurations.'],
])('refuses %j (USAGE)', (text, message) => {
  const read = () => readConfigurations('--config', text);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
});
