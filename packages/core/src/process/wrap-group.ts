import { dieWithParent, type Wrapper } from './wrapper.ts';

/** No namespaces: the tool leads a process group, and a sweep for its marker finds what left the group. */
export const group: Wrapper = {
  wrap: ({ command, setpriv }) => [...dieWithParent(setpriv), ...command],
  processes: 1,
};
