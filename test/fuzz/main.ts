import { parseArgs } from 'node:util';
import { fuzz } from './run.ts';
import { isBad } from './verdict.ts';

// `node test/fuzz/main.ts [--seed N] [--requests N]`: the figures as JSON; ends with 1 when any of them is bad.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    requests: { type: 'string', default: '100000' },
  },
});
const requests = Number(values.requests);
let told = 0;
const figures = await fuzz({
  seed: Number(values.seed),
  requests,
  ways: 24,
  slow: 24,
  answerMs: 20_000,
  progress: (count) => {
    const percent = Math.min(100, Math.floor((count / requests) * 20) * 5);
    if (percent > told) process.stderr.write(`${percent} %\n`);
    told = percent;
  },
});
const bad = isBad(figures);
console.log(JSON.stringify({ ok: !bad, ...figures }, null, 2));
process.exitCode = bad ? 1 : 0;
