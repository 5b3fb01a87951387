import { installedValidator, installValidator, type Diagnosis } from '@deidbench/adapters';
import type { IodAtHand } from '@deidbench/runner';
import type { Session } from './io.ts';

/** The validator of IODs as it stands on this machine, for a run. */
export async function iodAtHand(): Promise<IodAtHand> {
  const found = await installedValidator();
  if (!found.ready) return { absent: `${found.name} is ${found.reason}. ${found.remedy}` };
  const { name, version, program, cache } = found;
  return { validator: { name, version, program, cache } };
}

/** Installs the validator unless it is there, and says how it stands. Nothing is thrown: without it no IOD errors are judged. */
export async function installIodValidator(session: Session): Promise<Omit<Diagnosis, 'control'>> {
  const tool = await installValidator();
  session.say(
    tool.ready
      ? `  ${tool.name} ${tool.version}  ready (errors of IODs)`
      : `  ${tool.name}  ${tool.reason}. ${tool.remedy} IOD errors are not judged.`,
  );
  return tool.ready
    ? { id: tool.name, ready: true, version: tool.version, reason: null, remedy: null }
    : { id: tool.name, ready: false, version: null, reason: tool.reason, remedy: tool.remedy };
}
