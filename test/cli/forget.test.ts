import { beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { useEngineFiles } from '../harness/engine.ts';
import { makeFolder } from './run-cli.ts';
import { runCommand } from './run-command.ts';

const nobody = '00000000-0000-4000-8000-000000000000';
const mine = '00000000-0000-4000-8000-000000000001';

describe('forget', () => {
  const folder = makeFolder();
  const forget = (...args: string[]) => runCommand('forget', args, { TRUESHELF_DATA: folder });

  beforeAll(async () => {
    const database = await openEmbedded({ folder, engineFiles: await useEngineFiles() });
    await migrate(database);
    await database.query(
      `insert into memory.conversation (conversation_id, principal, last_turn_at, expires_at)
       select c.id, c.principal, statement_timestamp() - c.days * interval '1 day', statement_timestamp() + (30 - c.days) * interval '1 day'
       from (values
         ($1::uuid, 'c-1', 1), (gen_random_uuid(), 'c-2', 1), (gen_random_uuid(), 'c-2', 2), (gen_random_uuid(), 'c-3', 10),
         (gen_random_uuid(), 'c-3', 31), (gen_random_uuid(), 'c-3', 1)) c (id, principal, days)`,
      [mine],
    );
    await database.close();
  });

  it('takes one conversation, of whomever it is, and fails where there is none', async () => {
    expect(await forget(mine)).toMatchObject({ status: 0, stdout: `${mine} is forgotten\n` });
    expect(await forget(mine)).toMatchObject({ status: 1, stdout: `there is no conversation ${mine}\n` });
    expect(JSON.parse((await forget(nobody, '--json')).stdout)).toEqual({
      conversationId: nobody,
      forgotten: false,
    });
  });

  it("takes a person's", async () => {
    expect(await forget('--principal', 'c-2')).toMatchObject({
      status: 0,
      stdout: '2 conversations forgotten\n',
    });
  });

  it('takes what has expired, what is older than it is told, and sets how long they are kept', async () => {
    expect((await forget('--expired')).stdout).toBe('1 conversation forgotten\n');
    expect(JSON.parse((await forget('--expired', '--older-than', '7 days', '--json')).stdout)).toEqual({
      forgotten: 1,
    });
    expect(JSON.parse((await forget('--keep', '12 hours', '--json')).stdout)).toEqual({
      keep: '12 hours',
      moved: 1,
    });
    expect((await forget('--expired')).stdout).toBe('1 conversation forgotten\n');
  });

  it.each([
    [[]],
    [[mine, nobody]],
    [[mine, '--expired']],
    [['mine']],
    [['--older-than', '7 days']],
    [['--keep', 'soon']],
    [['--keep', '7 days', '--principal', 'c-1']],
    [['--everything']],
  ])('refuses %j as wrong usage', async (args) => {
    await expect(forget(...args)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it.each([
    [['--expired', '--older-than', 'soon'], 'TSOPT'],
    [['--keep', '1 second'], 'TSLIM'],
    [['--principal', ''], 'TSTXT'],
  ])('passes on why %j is refused (%s)', async (args, code) => {
    await expect(forget(...args)).rejects.toMatchObject({ code });
  });
});
