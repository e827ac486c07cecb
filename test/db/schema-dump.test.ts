import { describe, expect, it } from 'vitest';
import { dumpFreshSchema, normaliseDump } from '../../src/db/schema-dump.ts';
import { onServer, serverUrl } from '../harness/engine.ts';

it('drops what differs from machine to machine and keeps owners and grants', () => {
  const dump = `--
-- PostgreSQL database dump
--

\\restrict abc

-- Dumped from database version 18.6 (Debian 18.6-3)

SET statement_timeout = 0;

--
-- Name: brand; Type: TABLE; Schema: product; Owner: ann
--

SET default_table_access_method = heap;

CREATE TABLE product.brand (
    -- Name: not one of pg_dump's comments
    slug text
);


ALTER TABLE product.brand OWNER TO ann;
ALTER TABLE product.size OWNER TO trueshelf_data;

--
-- Name: TABLE brand; Type: ACL; Schema: product; Owner: ann
--

GRANT SELECT ON TABLE product.brand TO trueshelf_api;


--
-- PostgreSQL database dump complete
--

\\unrestrict abc

`;
  expect(normaliseDump(dump, 'ann')).toBe(`CREATE TABLE product.brand (
    -- Name: not one of pg_dump's comments
    slug text
);

ALTER TABLE product.brand OWNER TO CURRENT_USER;
ALTER TABLE product.size OWNER TO trueshelf_data;

GRANT SELECT ON TABLE product.brand TO trueshelf_api;
`);
});

describe.skipIf(!onServer())('without a fitting pg_dump', () => {
  it('says that it is missing, and what to do', async () => {
    await expect(dumpFreshSchema({ url: serverUrl(), environment: { PATH: '/nowhere' } })).rejects.toThrow(
      'pg_dump was not found. Put the programs of PostgreSQL 18 first on PATH; tools/pg18.sh env prints how',
    );
  });
});
