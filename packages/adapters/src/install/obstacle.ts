import type { Install } from '@deidbench/core/manifest';
import { AdapterError } from '../errors.ts';
import { npm } from './npm.ts';
import { findPython } from './python.ts';
import { canStart } from './run.ts';

/** What this machine lacks for an installation of this kind, with the remedy; undefined when nothing is lacking. Installs nothing. */
export async function obstacleTo(install: Install): Promise<AdapterError | undefined> {
  switch (install.kind) {
    case 'pip':
      return (await findPython(install.python)) ? undefined : noPython(install.python);
    case 'npm': {
      const [program = '', ...script] = npm();
      return (await canStart(program, [...script, '--version']))
        ? undefined
        : lacking('npm was not found on the PATH', 'Install Node.js with npm, then install again.');
    }
    case 'cargo':
      return (await canStart('cargo'))
        ? undefined
        : lacking('cargo was not found on the PATH', 'Install Rust with cargo, then install again.');
    case 'maven':
      return (await canStart('mvn'))
        ? undefined
        : lacking('mvn was not found on the PATH', 'Install Maven and a Java runtime, then install again.');
    default:
      return undefined;
  }
}

/** That there is no Python of the wanted version, and how one is got. */
export function noPython(wanted: string): AdapterError {
  return lacking(
    `no Python ${wanted} with venv was found on the PATH or under pyenv`,
    `Install Python ${wanted} with its venv module (Debian: apt-get install python3-venv; pyenv: pyenv install ${minorOf(wanted)}), then install again.`,
  );
}

function minorOf(wanted: string): string {
  return /\d+\.\d+/u.exec(wanted)?.[0] ?? wanted;
}

function lacking(message: string, remedy: string): AdapterError {
  return new AdapterError('STEP_FAILED', message, remedy);
}
