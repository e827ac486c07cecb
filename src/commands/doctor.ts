import { type Command, readArguments } from '../command.ts';
import type { Diagnosis } from '../doctor/diagnosis.ts';
import { examine } from '../doctor/examine.ts';

export const command: Command = {
  help: `
Usage: trueshelf doctor [--json]

Checks the database and its version, extensions and rights, the migrations, the catalogue and its offers, the model and
the embeddings. A provider whose model answers is asked for the vectors of "a plain text". Changes nothing. Each finding says what was found, what was expected, and what to do.

  --json   print {"ok": bool, "findings": [{"check", "status", "found", "expected", "action"}]}; status is ok, warning or failing

Exit status: 0 nothing is failing, 1 something is, 2 wrong usage.
`,

  async run(args, { config, stdout }) {
    const { values } = readArguments({ args, options: { json: { type: 'boolean' } } });
    const findings = await examine(config);
    const ok = findings.every(({ status }) => status !== 'failing');
    if (values.json) stdout.write(`${JSON.stringify({ ok, findings })}\n`);
    else stdout.write(`${findings.map(describe).join('\n')}\n`);
    return ok ? 0 : 1;
  },
};

const marks = { ok: 'ok     ', warning: 'warning', failing: 'FAILING' } as const;

function describe({ check, status, found, expected, action }: Diagnosis): string {
  if (status === 'ok') return `${marks.ok}  ${check}: ${found}. ${action}`;
  return `${marks[status]}  ${check}: found ${found}; expected ${expected}.\n         ${action}`;
}
