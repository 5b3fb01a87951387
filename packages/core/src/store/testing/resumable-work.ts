// Does three units of work in the run folder argv[2], each a blob and a line of the journal; what is done is not done again.
import { readBlobHead } from '../blob-read.ts';
import { writeBlob } from '../blob-write.ts';
import { Journal } from '../journal.ts';
import { openRunFolder, RUN_FILES } from '../run-folder.ts';

const folder = await openRunFolder(process.argv[2] ?? '');
if (folder.before === undefined) await folder.save({ units: 3 });
const journal = await Journal.open<{ unit: number }>(folder.at(RUN_FILES.journal));
const done = new Set(journal.before.entries.map(({ unit }) => unit));
for (let unit = 0; unit < 3; unit += 1) {
  if (done.has(unit)) {
    await readBlobHead(folder.at(RUN_FILES.blobs, `${unit}.blob`));
    continue;
  }
  await writeBlob(
    folder.at(RUN_FILES.blobs, `${unit}.blob`),
    { unit },
    { cells: `cells of ${unit} `.repeat(50), verdicts: Buffer.alloc(20, unit) },
  );
  await journal.append({ unit });
}
await journal.close();
await folder.close();
