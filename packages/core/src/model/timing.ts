/** What `--timing exclusive` measures of a tool and profile: it runs alone, in rounds that are interleaved with those of the other tools. */
export interface ToolTiming {
  /** Instances of a round. */
  instances: number;
  /** Seconds of the tool's processes over all instances, a number a round. */
  roundSeconds: number[];
  /** Seconds of the tool's processes over one of these instances, a number a round: what it takes to start. */
  startSeconds: number[];
  /** Share of the machine's processors that was busy with other things just before each round, 0 to 1. */
  busyShares: number[];
}

/** Speed that can be quoted, if it is not noisy. */
export interface ExclusiveSpeed {
  rounds: number;
  instances: number;
  /** Median. */
  startSeconds: number;
  /** Without the start: (instances − 1) / (median of rounds − median of starts). */
  instancesPerSecond: number;
  /** (slowest − fastest round) / median round. */
  spread: number;
  /** Why the figure should not be quoted; null where nothing speaks against it. */
  noisy: string | null;
}

const MOST_SPREAD = 0.1;
const MOST_BUSY = 0.1;

/** Speed without the start-up, and whether the rounds agree. Undefined where there is no round. */
export function exclusiveSpeed({ instances, roundSeconds, startSeconds, busyShares }: ToolTiming): ExclusiveSpeed | undefined {
  const round = median(roundSeconds);
  const start = median(startSeconds);
  if (round === undefined || start === undefined) return undefined;
  const spread = (Math.max(...roundSeconds) - Math.min(...roundSeconds)) / round;
  const busy = Math.max(0, ...busyShares);
  const reasons = [
    ...(roundSeconds.length < 3 ? ['fewer than three rounds'] : []),
    ...(spread > MOST_SPREAD ? [`rounds differ by ${percent(spread)}`] : []),
    ...(busy > MOST_BUSY ? [`up to ${percent(busy)} of the processors had other work`] : []),
    ...(instances < 2 || round <= start ? ['too few instances to tell speed from start-up'] : []),
  ];
  return {
    rounds: roundSeconds.length,
    instances,
    startSeconds: start,
    instancesPerSecond: instances > 1 && round > start ? (instances - 1) / (round - start) : instances / round,
    spread,
    noisy: reasons.length > 0 ? reasons.join('; ') : null,
  };
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
