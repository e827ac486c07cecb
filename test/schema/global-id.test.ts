import { describe, expect, it } from 'vitest';
import { decodeGlobalId, decodeIdOf, encodeGlobalId } from '../../schema/global-id.ts';

const base64url = (text: string) => Buffer.from(text).toString('base64url');

describe('decodeGlobalId', () => {
  it.each([
    ['Product', '1'],
    ['Product', '999999999999999999'],
    ['Variant', '12.345'],
    ['Conversation', '0199a000-0000-7000-8000-000000000001'],
    ['Decision', '0199a000-0000-7000-8000-000000000001'],
    ['Turn', '0199a000-0000-7000-8000-000000000001'],
  ])('reads back what was given out: %s %s', (typename, id) => {
    expect(decodeGlobalId(encodeGlobalId(typename, id))).toEqual({ typename, id });
  });

  it.each([
    ['nothing', ''],
    ['a bare number', '123'],
    ['what is not base64url', 'Pro duct!'],
    ['padding, which is never given out', `${base64url('Product:1')}=`],
    ['another spelling of the same bytes', base64url('Product:01')],
    ['a type without ids', base64url('Money:1')],
    ['a property of every object', base64url('constructor:1')],
    ['no type', base64url(':1')],
    ['no id', base64url('Product:')],
    ['zero', base64url('Product:0')],
    ['a negative number', base64url('Product:-1')],
    ['a number that bigint cannot hold', base64url('Product:99999999999999999999')],
    ['a variant without its product', base64url('Variant:12')],
    ['a variant of three parts', base64url('Variant:1.2.3')],
    ['SQL', base64url("Product:1'; drop table product.product; --")],
    ['invalid UTF-8', Buffer.from([0x50, 0xff, 0xfe]).toString('base64url')],
    ['a very long text', 'A'.repeat(50_000)],
  ])('refuses %s (BAD_ID)', (_what, globalId) => {
    expect(() => decodeGlobalId(globalId)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_ID' }) }),
    );
  });
});

describe('decodeIdOf', () => {
  it('refuses the id of another type and names both (BAD_ID)', () => {
    expect(() => decodeIdOf('Product', encodeGlobalId('Variant', '1.2'))).toThrow(
      'expected the id of a Product, not of a Variant',
    );
  });
});
