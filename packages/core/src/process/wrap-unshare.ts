import { join } from 'node:path';
import { sharedMemory, temporaryFolder } from './environment.ts';
import { dieWithParent, KEPT_CAPABILITIES, type Wrapped, type Wrapper } from './wrapper.ts';

/**
 * Does what bubblewrap does, with mount(8): a second view of the whole system, read-only, in which folders are hidden and others bound
 * again, becomes the root. Arguments: root, network, work and temporary folder, then a word and a folder each (`dev`: what becomes /dev/shm),
 * `--`, the command. Any mount that fails ends it before the tool starts: a tool never runs with more rights than are recorded.
 */
const SCRIPT = `
fail() { echo "deidbench sandbox: $*" >&2; exit 125; }
# mountinfo writes blanks of a path as three octal digits.
plain() { case "$point" in *\\\\*) point=$(printf "$(printf '%s' "$point" | sed 's/%/%%/g')") ;; esac; }
# In a user namespace a mount keeps the options that it came with: they are said again.
readonly_mount() {
  mount -n -o remount,bind,ro "$1" 2>/dev/null && return 0
  while read -r _ _ _ _ point options _; do
    plain
    [ "$point" != "$1" ] || given=$options
  done </proc/self/mountinfo
  mount -n -o "remount,bind,ro\${given#r[wo]}" "$1"
}
place() {
  if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root\${1%/*}" && : >>"$root$1"; fi
  mount --bind "$1" "$root$1"
}
devices() {
  mount -t tmpfs -o "size=1m,mode=755" tmpfs "$root/dev" && mkdir "$root/dev/shm" && mount --bind "$1" "$root/dev/shm" || return 1
  for name in null zero full random urandom; do place "/dev/$name" || return 1; done
  ln -s /proc/self/fd "$root/dev/fd" && ln -s fd/0 "$root/dev/stdin" && ln -s fd/1 "$root/dev/stdout" && ln -s fd/2 "$root/dev/stderr"
  readonly_mount "$root/dev"
}
kernel() {
  for name in sys sysrq-trigger irq bus; do
    [ ! -e "$root/proc/$name" ] || { mount --bind "$root/proc/$name" "$root/proc/$name" && readonly_mount "$root/proc/$name"; } || return 1
  done
}
root=$1; network=$2; work=$3; temporary=$4; shift 4
if [ "$network" = loopback ]; then ip link set lo up || fail "loopback device"; fi
mount --rbind / "$root" || fail "second view of /"
while read -r _ _ _ _ point _; do
  plain
  case "$point" in "$root"/proc|"$root"/proc/*|"$root"/dev|"$root"/dev/*) ;;
    "$root"|"$root"/*) readonly_mount "$point" 2>/dev/null ;; esac
done </proc/self/mountinfo
touch "$root/.deidbench" 2>/dev/null && { rm -f "$root/.deidbench"; fail "/ stays writable"; }
kernel || fail "kernel settings"
while [ "$1" != -- ]; do
  case "$1" in
    tmp) mount --bind "$temporary" "$root$2" ;;
    dev) devices "$2" ;;
    empty) mount -t tmpfs -o size=1m tmpfs "$root$2" ;;
    blank) mount --bind /dev/null "$root$2" ;;
    show) place "$2" && readonly_mount "$root$2" ;;
    write) place "$2" ;;
    seal) readonly_mount "$root$2" ;;
  esac || fail "$1 $2"
  shift 2
done
shift
cd "$root" && pivot_root . "./$root" && cd / && umount -l "$root" || fail "new root"
cd "$work" || fail "work folder"
exec "$@"
`;

/** util-linux's unshare as root, or inside a user namespace of its own. */
export const unshare: Wrapper = { wrap, processes: 2 };

/** An empty folder of the tool's home that the second view is mounted on; outside the namespace nothing of it is seen. */
export function viewFolder(home: string): string {
  return join(home, '.view');
}

function wrap({ command, sandbox, view, root, setpriv }: Wrapped): string[] {
  const { input, output, work, home, network } = sandbox;
  const hidden = view.filter(({ kind }) => kind === 'empty').map(({ path }) => path);
  const each = (word: string, folders: readonly string[]): string[] => folders.flatMap((folder) => [word, folder]);
  const namespaces = root ? [] : ['--user', '--map-root-user'];
  return [
    dieWithParent(setpriv),
    ['unshare', ...namespaces, '--net', '--pid', '--ipc', '--mount', '--fork', '--kill-child', '--mount-proc'],
    ['/bin/sh', '-c', SCRIPT, 'deidbench', viewFolder(home), network, work, temporaryFolder(sandbox)],
    ['dev', sharedMemory(sandbox), ...view.flatMap(({ kind, path }) => [kind, path])],
    ['show', input, ...each('write', [output, work, home]), ...each('seal', hidden), '--'],
    withoutPrivileges(setpriv),
    command,
  ].flat();
}

/** Without this a tool that runs as root could undo the mounts. */
function withoutPrivileges(setpriv: string | undefined): string[] {
  if (setpriv === undefined) return [];
  return [setpriv, '--no-new-privs', '--inh-caps=-all', `--bounding-set=-all,${KEPT_CAPABILITIES.map((name) => `+${name}`).join(',')}`];
}
