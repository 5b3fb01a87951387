/** Changes whenever the same output and key would be judged otherwise: what was judged by another version is judged anew. */
const RULES_VERSION = '24';

/** The version under which results are kept: what was looked at decides them too. */
export const rulesVersion = (allFrames: boolean): string => (allFrames ? `${RULES_VERSION}, all frames` : RULES_VERSION);
