import { sharedMemory, temporaryFolder } from './environment.ts';
import type { Sandbox } from './types.ts';
import type { ViewEntry } from './view.ts';
import { dieWithParent, KEPT_CAPABILITIES, type Wrapped, type Wrapper } from './wrapper.ts';

/**
 * bubblewrap: the whole system read-only, then empty folders over what must not be seen, then what is needed bound again; the order of
 * arguments is the order of mounts. It brings the loopback device up by itself.
 */
export const bwrap: Wrapper = { wrap, processes: 3 };

function wrap({ command, sandbox, view, root, setpriv }: Wrapped): string[] {
  const { input, output, work, home } = sandbox;
  const hidden = view.filter(({ kind }) => kind === 'empty').map(({ path }) => path);
  return [
    dieWithParent(setpriv),
    ['bwrap'],
    ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    // bubblewrap leaves the kernel's settings writable to root, who needs no capability for them: its test of the folder's rights tells otherwise.
    ['--ro-bind', '/proc/sys', '/proc/sys', '--ro-bind-try', '/proc/sysrq-trigger', '/proc/sysrq-trigger'],
    ['--bind', sharedMemory(sandbox), '/dev/shm', '--remount-ro', '/dev'],
    view.flatMap((entry) => mount(entry, sandbox)),
    ['--ro-bind', input, input],
    [output, work, home].flatMap((folder) => ['--bind', folder, folder]),
    hidden.flatMap((folder) => ['--remount-ro', folder]),
    ['--unshare-net', '--unshare-pid', '--unshare-ipc', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
    root ? KEPT_CAPABILITIES.flatMap((name) => ['--cap-add', `CAP_${name.toUpperCase()}`]) : [],
    ['--chdir', work, '--'],
    command,
  ].flat();
}

function mount({ path, kind }: ViewEntry, sandbox: Sandbox): string[] {
  switch (kind) {
    case 'tmp':
      return ['--bind', temporaryFolder(sandbox), path];
    case 'empty':
      return ['--tmpfs', path];
    case 'blank':
      return ['--ro-bind', '/dev/null', path];
    case 'show':
      return ['--ro-bind', path, path];
  }
}
