/** Changes whenever the same output and key would be judged otherwise: what was judged by another version is judged anew. */
export const RULES_VERSION = '13';
