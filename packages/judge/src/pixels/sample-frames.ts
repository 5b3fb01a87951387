/** Frames of a clip whose text is read unless all are asked for. */
export const FRAMES_READ = 8;

/** Numbers of at most so many of a clip's frames, spread evenly, the first and the last among them. */
export function sampleFrames(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, most - 1)));
}
