import { temporaryFolder } from './environment.ts';
import { dieWithParent, KEPT_CAPABILITIES, type Wrapped, type Wrapper } from './wrapper.ts';

/**
 * bubblewrap: the whole system read-only, then empty folders over what must not be seen, then what is needed bound again; the order of
 * arguments is the order of mounts. It brings the loopback device up by itself.
 */
export const bwrap: Wrapper = { wrap, processes: 3 };

function wrap({ command, sandbox, show, root, setpriv }: Wrapped): string[] {
  const { input, output, work, home, hide } = sandbox;
  const hidden = ['/run', ...hide.filter((folder) => !folder.startsWith('/tmp/'))];
  return [
    dieWithParent(setpriv),
    ['bwrap'],
    ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ['--bind', temporaryFolder(sandbox), '/tmp'],
    hidden.flatMap((folder) => ['--tmpfs', folder]),
    [...show, ...sandbox.show].flatMap((folder) => ['--ro-bind', folder, folder]),
    ['--ro-bind', input, input],
    [output, work, home].flatMap((folder) => ['--bind', folder, folder]),
    hidden.flatMap((folder) => ['--remount-ro', folder]),
    ['--unshare-net', '--unshare-pid', '--unshare-ipc', '--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
    root ? KEPT_CAPABILITIES.flatMap((name) => ['--cap-add', `CAP_${name.toUpperCase()}`]) : [],
    ['--chdir', work, '--'],
    command,
  ].flat();
}
