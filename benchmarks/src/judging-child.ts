// One stage of judging in a process of its own, so that its peak of memory is its own. Usage: judging-child.ts DATASET STAGE FOLDER; prints JSON.
import { best } from './measure.ts';
import { judgedSet, STAGES, type Stage } from './judging-set.ts';

const [dataset, stage, folder] = process.argv.slice(2) as [string, Stage, string];
let count = 0;
const times = await best(1, async () => {
  count = await STAGES[stage](judgedSet(dataset), folder);
});
console.log(JSON.stringify({ ...times, count, peak: process.resourceUsage().maxRSS * 1024 }));
