import type { Box } from '../pixels/burn.ts';
import type { Decision } from '../policy/curate.ts';
import type { Texts } from './texts.ts';

/** What the key needs of one instance. */
export interface KeyMaterial {
  decisions: readonly Decision[];
  /** Value texts and names by path, read from the written files. */
  input: Texts;
  reference: Texts;
  /** Text regions burned into a single-frame image. */
  regions: readonly { text: string; box: Box }[];
  /** Text is burned in, in one frame or many. */
  burned: boolean;
  deviceIdentity: 'keep' | 'remove';
}
