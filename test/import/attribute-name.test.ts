import { expect, it } from 'vitest';
import { attributeName } from '../../src/import/attribute-name.ts';

it.each([
  ['colour', 'colour'],
  ['countryOfOrigin', 'country_of_origin'],
  ['Country of origin', 'country_of_origin'],
  ['country-of-origin', 'country_of_origin'],
  ['USBPorts', 'usb_ports'],
  ['hasHDMI2Port', 'has_hdmi2_port'],
  ['dimensions__wxdxh_', 'dimensions_wxdxh'],
  ['3d', 'attribute_3d'],
  ['Größe', 'grosse'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
  ['颜色', null],
  ['', null],
  ['a'.repeat(63), 'a'.repeat(63)],
  ['a'.repeat(64), null],
])('keeps %j as %j', (given, name) => {
  expect(attributeName(given)).toBe(name);
});
