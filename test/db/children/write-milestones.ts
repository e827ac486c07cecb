import { openEmbedded } from '../../../src/db/embedded.ts';

/** Writes rows into the embedded database in argv[2], and the number of each once it is committed, until it is killed. */
const database = await openEmbedded({ folder: process.argv[2] ?? '' });
for (let number = 1; ; number += 1) {
  await database.transaction(async (connection) => {
    await connection.query('insert into trueshelf.milestone (name) values ($1)', [`first ${number}`]);
    await connection.query('insert into trueshelf.milestone (name) values ($1)', [`second ${number}`]);
  });
  console.log(number);
}
