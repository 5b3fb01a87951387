/** How an invented tool behaves: shares of 0 to 1. */
export interface Behaviour {
  id: string;
  profile?: string;
  control?: 'oracle' | 'identity' | 'scorched';
  removes: number;
  keeps: number;
  conforms: number;
  delivers: number;
  instancesPerSecond: number;
  peakBytes: number;
}

const MB = 1_000_000;

/** Eight invented tools and the three controls. */
export const BEHAVIOURS: readonly Behaviour[] = [
  { id: 'oracle', control: 'oracle', removes: 1, keeps: 1, conforms: 1, delivers: 1, instancesPerSecond: 900, peakBytes: 60 * MB },
  { id: 'tool-amber', profile: 'tuned', removes: 1, keeps: 0.9, conforms: 0.998, delivers: 1, instancesPerSecond: 96, peakBytes: 74 * MB },
  { id: 'tool-amber', removes: 0.97, keeps: 0.82, conforms: 0.998, delivers: 1, instancesPerSecond: 101, peakBytes: 72 * MB },
  { id: 'tool-birch', removes: 0.93, keeps: 0.64, conforms: 0.981, delivers: 1, instancesPerSecond: 118, peakBytes: 71 * MB },
  { id: 'tool-cedar', removes: 0.92, keeps: 0.645, conforms: 0.98, delivers: 0.99, instancesPerSecond: 402, peakBytes: 130 * MB },
  { id: 'tool-delta', removes: 0.99, keeps: 0.35, conforms: 0.95, delivers: 0.9, instancesPerSecond: 12, peakBytes: 610 * MB },
  { id: 'tool-ember', removes: 0.6, keeps: 0.97, conforms: 0.999, delivers: 1, instancesPerSecond: 77, peakBytes: 90 * MB },
  { id: 'tool-fjord', removes: 0.8, keeps: 0.5, conforms: 0.9, delivers: 0.5, instancesPerSecond: 31, peakBytes: 240 * MB },
  { id: 'tool-grove', removes: 0.95, keeps: 0.88, conforms: 0.97, delivers: 0.97, instancesPerSecond: 55, peakBytes: 88 * MB },
  { id: 'identity', control: 'identity', removes: 0, keeps: 1, conforms: 1, delivers: 1, instancesPerSecond: 2000, peakBytes: 50 * MB },
  { id: 'scorched', control: 'scorched', removes: 1, keeps: 0, conforms: 0.7, delivers: 1, instancesPerSecond: 1500, peakBytes: 50 * MB },
];
