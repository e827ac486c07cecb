/**
 * The least that can answer the same look-up over HTTP: node:http and pg, one statement, no schema, no checks. What the
 * gateway costs beyond it is the price of GraphQL. Its argument: connections.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { serveParent } from './serve.ts';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: Number(process.argv[2]) });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const { handle } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { handle: string };
    const { rows } = await pool.query<{ products: { title: string; brand: { name: string } | null }[] }>(
      `select api.load_products(
         product_ids => $1::bigint[], handles => $2::text[], skus => $3::text[], claims => $4::jsonb) as products`,
      [null, [handle], null, null],
    );
    const product = rows[0]?.products[0];
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(
      JSON.stringify({ data: { product: { title: product?.title, brand: { name: product?.brand?.name } } } }),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  serveParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
