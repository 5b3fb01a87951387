/** How the names of tools stand at the left of a picture. */
export interface NameAxis {
  marginLeft: number;
  fontSize: string;
  /** A name as it fits, cut in its middle: its end tells profiles apart. */
  fit: (name: string) => string;
}

const GAP = 16;

/** Room for the names of a picture of this width: smaller letters on a phone, at most half of the picture, cut names beyond that. */
export function nameAxis(names: readonly string[], width: number): NameAxis {
  const size = width < 480 ? 10 : 12;
  const letter = size * 0.57;
  const longest = Math.max(0, ...names.map((name) => name.length));
  const most = Math.max(8, Math.floor((width / 2 - GAP) / letter));
  return {
    marginLeft: Math.min(longest, most) * letter + GAP,
    fontSize: `${size}px`,
    fit: (name) => (name.length <= most ? name : `${name.slice(0, Math.ceil(most / 2) - 1)}…${name.slice(-Math.floor(most / 2))}`),
  };
}
